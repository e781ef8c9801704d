import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { OpenView } from '../state/world.ts';
import { act } from './api.ts';
import { Blocks } from './blocks/blocks.tsx';
import { SurfaceProvider } from './blocks/surface.tsx';
import { useDesk } from './desk.ts';

/** What the bot drew for this person; it hears that somebody looks. */
export function Home({ home }: { home: OpenView | null }): JSX.Element {
  const { me, t } = useDesk();
  useEffect(() => {
    void act(me.id, { do: 'home', tab: 'home' });
  }, [me.id]);
  return (
    <div class="scroller">
      <div class="home">
        {home ? (
          <SurfaceProvider key={home.id} place={{ viewId: home.id }}>
            <Blocks blocks={home.payload.blocks} />
          </SurfaceProvider>
        ) : (
          <p class="quiet">{t.homeEmpty}</p>
        )}
      </div>
    </div>
  );
}
