import type { JSX } from 'preact';
import type { Block, BlockOf } from '../../blocks/blocks.ts';
import { useDesk } from '../desk.ts';
import { Icon } from '../icons.tsx';
import { Chart } from './chart.tsx';
import { ElementView } from './element.tsx';
import { InputBlock } from './input.tsx';
import { Markdown } from './markdown.tsx';
import { Picture } from './picture.tsx';
import { RichTextView } from './rich-text.tsx';
import { useSurface } from './surface.tsx';
import { DataTable, Table } from './table.tsx';
import { Words } from './text.tsx';

export const Blocks = ({ blocks }: { blocks: readonly Block[] }): JSX.Element => (
  <div class="blocks">
    {blocks.map((block, index) => (
      <BlockView key={block.block_id ?? index} block={block} />
    ))}
  </div>
);

function BlockView({ block }: { block: Block }): JSX.Element {
  const { t } = useDesk();
  const trouble = useSurface().trouble[block.block_id ?? ''];
  return (
    <>
      <BlockBody block={block} />
      {trouble !== undefined && (
        <p class="trouble" role="alert">
          {t.trouble(trouble)}
        </p>
      )}
    </>
  );
}

function BlockBody({ block }: { block: Block }): JSX.Element {
  switch (block.type) {
    case 'section':
      return <Section block={block} />;
    case 'header':
      return <h3 class="block-header">{block.text.text}</h3>;
    case 'context':
      return <Context block={block} />;
    case 'divider':
      return <hr />;
    case 'actions':
      return (
        <div class="block-actions">
          {block.elements.map((element, index) => (
            <ElementView key={element.action_id ?? index} element={element} blockId={block.block_id ?? ''} />
          ))}
        </div>
      );
    case 'image':
      return (
        <figure class="block-image">
          {block.title && <figcaption>{block.title.text}</figcaption>}
          <Picture image={block} />
        </figure>
      );
    case 'input':
      return <InputBlock block={block} />;
    case 'markdown':
      return <Markdown text={block.text} />;
    case 'alert':
      return <Alert block={block} />;
    case 'rich_text':
      return <RichTextView of={block} />;
    case 'table':
      return <Table block={block} />;
    case 'data_table':
      return <DataTable block={block} />;
    case 'data_visualization':
      return <Chart block={block} />;
  }
}

const Section = ({ block }: { block: BlockOf<'section'> }): JSX.Element => (
  <div class="block-section">
    <div class="section-words">
      {block.text && <Words of={block.text} />}
      {block.fields && (
        <div class="fields">
          {block.fields.map((field, index) => (
            <Words key={index} of={field} />
          ))}
        </div>
      )}
    </div>
    {block.accessory && <ElementView element={block.accessory} blockId={block.block_id ?? ''} />}
  </div>
);

const Context = ({ block }: { block: BlockOf<'context'> }): JSX.Element => (
  <div class="block-context">
    {block.elements.map((element, index) =>
      element.type === 'image' ? <Picture key={index} image={element} /> : <Words key={index} of={element} />,
    )}
  </div>
);

const Alert = ({ block: { level = 'default', text } }: { block: BlockOf<'alert'> }): JSX.Element => (
  <div class={`block-alert ${level}`}>
    <Icon
      name={level === 'success' ? 'check' : level === 'warning' || level === 'error' ? 'warning' : 'info'}
    />
    <Words of={text} />
  </div>
);
