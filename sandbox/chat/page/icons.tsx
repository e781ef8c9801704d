import type { JSX } from 'preact';

/** Line drawings, 20 × 20, in the colour of the text around them. */
const paths = {
  hash: 'M8 3 6.5 17M13.5 3 12 17M3.5 7.5h13M3 12.5h13',
  lock: 'M6.5 9V6.5a3.5 3.5 0 0 1 7 0V9M5 9h10v7.5H5z',
  home: 'm3 9.5 7-6 7 6M5 8.5v8h10v-8',
  chat: 'M3.5 4.5h13v9h-7l-4 3.5v-3.5h-2z',
  close: 'm5 5 10 10M15 5 5 15',
  down: 'm5.5 8 4.5 4.5L14.5 8',
  send: 'M3.5 10 16.5 4l-4 12.5L9.5 11z',
  menu: 'M3.5 5.5h13M3.5 10h13M3.5 14.5h13',
  wire: 'M3 7h12l-3-3M17 13H5l3 3',
  eye: 'M2.5 10s2.8-5 7.5-5 7.5 5 7.5 5-2.8 5-7.5 5-7.5-5-7.5-5Zm7.5 2.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z',
  file: 'M5 2.5h6.5L15 6v11.5H5zM11.5 2.5V6H15',
  download: 'M10 3v9.5m-4-4 4 4 4-4M4 16.5h12',
  reply: 'M8 5 3.5 9.5 8 14M4 9.5h7c3 0 5 2 5 5.5',
  check: 'm4.5 10.5 3.5 3.5 7.5-8',
  more: 'M5 10h.01M10 10h.01M15 10h.01',
  info: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm0-7.5V14m0-7.3v.1',
  warning: 'M10 3.5 17.5 16.5h-15zM10 8.5v4m0 1.8v.1',
} as const;

export const Icon = ({ name }: { name: keyof typeof paths }): JSX.Element => (
  <svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
);
