import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { isNode, text } from '../../../teams/cards/card.ts';
import type { Attachment, Post, View } from '../../../teams/state/world.ts';
import { Markdown } from '../blocks/markdown.tsx';
import { useDesk } from '../desk.ts';
import { BotFace, PersonFace } from '../faces.tsx';
import { Icon } from '../icons.tsx';
import { clock, fullTime } from '../times.ts';
import { act } from './api.ts';
import { CardView } from './card.tsx';
import { kinds, refreshes, shownCard } from './posts.ts';
import { teamsTexts } from './texts.ts';

export function PostView({ post, view }: { post: Post; view: View | undefined }): JSX.Element {
  const { boot, me, t } = useDesk();
  const words = teamsTexts(me.locale);
  const person = boot.people.find((one) => one.key === post.author);
  const bot = post.author === 'bot';
  const mine = post.author === me.key;
  useRefresh(post, view);
  return (
    <article
      class={`post ${mine ? 'mine' : ''} ${post.author === 'teams' ? 'notice' : ''}`}
      aria-label={person?.name ?? boot.botName}
    >
      {!mine && (person ? <PersonFace person={person} /> : <BotFace />)}
      <div class="bubble">
        <header>
          {!mine && <b class="author">{person?.name ?? (bot ? boot.botName : words.systemName)}</b>}
          {bot && <span class="app-tag">{t.app}</span>}
          <time dateTime={new Date(post.at).toISOString()} title={fullTime(me, post.at)}>
            {clock(me, post.at)}
          </time>
          {post.edited && <span class="quiet">({t.edited})</span>}
          {post.onlyFor !== undefined && (
            <span class="only-you">
              <Icon name="eye" />
              {words.targeted}
            </span>
          )}
        </header>
        {post.text !== '' &&
          (bot && post.format !== 'plain' ? (
            <Markdown text={post.text} />
          ) : (
            <p class="words plain">{post.text}</p>
          ))}
        {post.attachments.map((attachment, index) => (
          <AttachmentView key={index} post={post} view={view} attachment={attachment} />
        ))}
        {view?.words !== undefined && view.words !== '' && (
          <p class="said-under" role="status">
            <Icon name="info" /> {view.words}
          </p>
        )}
      </div>
    </article>
  );
}

/** As Teams does when a card comes into sight: asks once for each version. */
function useRefresh(post: Post, view: View | undefined): void {
  const { me } = useDesk();
  const due = view === undefined && refreshes(post, me.key);
  useEffect(() => {
    if (due) void act(me.key, { do: 'refresh', post: post.id });
  }, [due, post.id, post.version, me.key]);
}

interface AttachmentProps {
  readonly post: Post;
  readonly view: View | undefined;
  readonly attachment: Attachment;
}

function AttachmentView({ post, view, attachment }: AttachmentProps): JSX.Element | null {
  const { contentType, contentUrl, name = '' } = attachment;
  const content = isNode(attachment.content) ? attachment.content : {};
  switch (contentType) {
    case kinds.card: {
      const card = shownCard(attachment, view);
      return card ? <CardView card={card} place={{ post: post.id }} /> : null;
    }
    case kinds.consent:
      return <Consent post={post} name={name} description={text(content['description'])} />;
    case kinds.info:
      return <FileLink name={name} url={contentUrl ?? ''} saved />;
    case kinds.download:
      return <FileLink name={name} url={contentUrl ?? ''} />;
    default:
      return contentType.startsWith('image/') && contentUrl ? (
        <img class="post-picture" src={contentUrl} alt={name} />
      ) : null;
  }
}

function Consent({
  post,
  name,
  description,
}: {
  post: Post;
  name: string;
  description: string;
}): JSX.Element {
  const { me } = useDesk();
  const words = teamsTexts(me.locale);
  const answer = (yes: boolean) => void act(me.key, { do: 'consent', post: post.id, yes });
  return (
    <section class="consent" aria-label={name}>
      <b>{words.consent(name)}</b>
      {description !== '' && <p>{description}</p>}
      <button type="button" class="button primary" onClick={() => answer(true)}>
        {words.accept}
      </button>{' '}
      <button type="button" class="button" onClick={() => answer(false)}>
        {words.decline}
      </button>
    </section>
  );
}

function FileLink({ name, url, saved = false }: { name: string; url: string; saved?: boolean }): JSX.Element {
  const { me, t } = useDesk();
  return (
    <a class="file-card" href={url} download={name}>
      <Icon name="file" />
      <span class="file-name">
        <b>{name}</b>
        <small>{saved ? teamsTexts(me.locale).saved : t.download}</small>
      </span>
      <Icon name="download" />
    </a>
  );
}
