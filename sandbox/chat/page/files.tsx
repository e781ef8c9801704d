import type { JSX } from 'preact';
import type { StoredFile } from '../state/world.ts';
import { fileUrl } from './api.ts';
import { useDesk } from './desk.ts';
import { Icon } from './icons.tsx';

const isPicture = (name: string) => /\.(png|jpe?g|gif|webp|svg)$/i.test(name);

const ending = (name: string): string => /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toUpperCase() ?? '';

/** 1,536 bytes → 1.5 kB */
function sizeInWords(bytes: number, locale: string): string {
  const [unit, divisor] =
    bytes < 1000
      ? (['byte', 1] as const)
      : bytes < 1_000_000
        ? (['kilobyte', 1000] as const)
        : (['megabyte', 1_000_000] as const);
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: unit === 'byte' ? 'long' : 'short',
    maximumFractionDigits: 1,
  }).format(bytes / divisor);
}

export const FileList = ({ ids }: { ids: readonly string[] }): JSX.Element => (
  <div class="files">
    {ids.map((id) => (
      <FileCard key={id} id={id} />
    ))}
  </div>
);

function FileCard({ id }: { id: string }): JSX.Element {
  const { files, t } = useDesk();
  const file = files.find((one) => one.id === id);
  if (!file) return <p class="missing">{t.fileMissing}</p>;
  return isPicture(file.name) ? <PictureCard file={file} /> : <Card file={file} />;
}

function Card({ file }: { file: StoredFile }): JSX.Element {
  const { me, t } = useDesk();
  return (
    <a class="file-card" href={fileUrl(file)} download={file.name}>
      <span class={`file-kind ${ending(file.name).toLowerCase()}`}>
        {ending(file.name) || <Icon name="file" />}
      </span>
      <span class="file-name">
        <b>{file.title}</b>
        <small>
          {sizeInWords(file.bytes, me.locale)} · {t.download}
        </small>
      </span>
      <Icon name="download" />
    </a>
  );
}

const PictureCard = ({ file }: { file: StoredFile }): JSX.Element => (
  <figure class="picture-card">
    <Card file={file} />
    <img src={fileUrl(file)} alt={file.title} loading="lazy" />
  </figure>
);
