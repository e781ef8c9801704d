import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { giveFile } from '../api.ts';
import { useDesk } from '../desk.ts';
import type { FieldProps } from './element.tsx';
import { fieldLook } from './fields.tsx';
import { useSurface } from './surface.tsx';

/** A file of one's own: it goes up as soon as it is chosen, and the form carries its id. */
export function FileField({ element, spot, id }: FieldProps<'file_input'>): JSX.Element {
  const { me, t } = useDesk();
  const surface = useSurface();
  const [trouble, setTrouble] = useState(false);

  const choose = async (file: File | undefined) => {
    const given = file ? await giveFile(me.id, file) : '';
    setTrouble(given === undefined);
    surface.fill(spot, given ?? '');
  };

  return (
    <>
      <input
        class="field file-field"
        type="file"
        {...fieldLook(surface, spot, id)}
        accept={(element.filetypes ?? []).map((ending) => `.${ending}`).join(',')}
        onChange={(event) => void choose(event.currentTarget.files?.[0])}
      />
      {trouble && (
        <p class="error" role="alert">
          {t.trouble('file_upload_failed')}
        </p>
      )}
    </>
  );
}
