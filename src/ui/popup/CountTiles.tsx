import { number, t } from '../../i18n/browser-language.ts';
import type { FrameState } from '../../messaging/protocol.ts';

const TILES = ['faces', 'seen', 'read', 'waiting', 'failed'] as const;

/** How many images were found and what became of them. */
export function CountTiles({ counts }: { readonly counts: FrameState['counts'] }) {
  return (
    <dl class="tiles">
      {TILES.map((tile) => (
        <div key={tile} class="tile" data-count={tile}>
          <dt>{t(`page.count.${tile}`)}</dt>
          <dd>{number(counts[tile])}</dd>
        </div>
      ))}
    </dl>
  );
}
