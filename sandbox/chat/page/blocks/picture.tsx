import type { JSX } from 'preact';
import type { ElementOf } from '../../blocks/elements.ts';
import { fileUrl } from '../api.ts';
import { useDesk } from '../desk.ts';

/** An image from the web, or one that was uploaded here. */
export function Picture({
  image,
}: {
  image: Pick<ElementOf<'image'>, 'alt_text' | 'image_url' | 'slack_file'>;
}): JSX.Element {
  const { files, t } = useDesk();
  const { image_url: url, slack_file: uploaded, alt_text: alt } = image;
  const file = uploaded?.id === undefined ? undefined : files.find((one) => one.id === uploaded.id);
  const source = url ?? (file ? fileUrl(file) : uploaded?.url);
  return source === undefined ? (
    <span class="missing">{t.fileMissing}</span>
  ) : (
    <img src={source} alt={alt} loading="lazy" />
  );
}
