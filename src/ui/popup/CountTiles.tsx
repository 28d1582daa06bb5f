import type { FrameState } from '../../messaging/protocol.ts';
import { WORDS } from './strings.ts';

const TILES = ['faces', 'seen', 'read', 'waiting', 'failed'] as const;

/** How many images were found and what became of them. */
export function CountTiles({ counts }: { readonly counts: FrameState['counts'] }) {
  return (
    <dl class="tiles">
      {TILES.map((tile) => (
        <div key={tile} class="tile" data-count={tile}>
          <dt>{WORDS.page.counts[tile]}</dt>
          <dd>{counts[tile]}</dd>
        </div>
      ))}
    </dl>
  );
}
