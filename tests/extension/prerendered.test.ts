import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { held, html, startSite, status, waitUntil } from './harness/index.ts';
import { openUnwatched, takesExtensionUnwatched } from './harness/unwatched-browser.ts';

/** Says to the server what becomes of the page. */
const AHEAD = `<img src="/photos/astronaut.png" width="300"><script>
  const say = (what) => fetch('/said?' + what);
  say(document.prerendering ? 'rendered ahead' : 'rendered on arrival');
  document.addEventListener('prerenderingchange', () => say('shown'));
  const look = () => {
    if (document.querySelector('mien-overlay')) say('faces drawn');
    else setTimeout(look, 50);
  };
  look();
</script>`;

const RULES = { prerender: [{ source: 'list', urls: ['/ahead.html'], eagerness: 'immediate' }] };
const FIRST = `<script type="speculationrules">${JSON.stringify(RULES)}</script>
  <script>fetch('/go').then(() => location.assign('/ahead.html'))</script>`;

const ahead = takesExtensionUnwatched() ? it : it.skip;
const WHY = takesExtensionUnwatched()
  ? ''
  : ' (not tried: Google Chrome takes no extension from its command line)';

ahead(`a page that is rendered ahead is read when it is shown, and not before${WHY}`, async () => {
  const go = held(status(204));
  const site = await startSite({
    '/first.html': html(FIRST),
    '/ahead.html': html(AHEAD),
    '/said': status(204),
    '/go': go.route,
  });
  onTestFinished(() => site.close());
  const said = () =>
    site.requests.flatMap(({ path }) => path.split('/said?')[1]?.replaceAll('%20', ' ') ?? []);
  const reads = () =>
    site.requests.filter(({ path, destination }) => path.includes('astronaut') && destination === 'empty')
      .length;
  onTestFinished(openUnwatched(site.url('/first.html')));
  await waitUntil(
    async () => said(),
    (words) => words.length > 0,
    { deadline: 30_000 },
  );
  // As long as it takes to read a page that is looked at, and longer.
  await pause(2500);
  expect([said(), reads()]).toEqual([['rendered ahead'], 0]);
  go.release();
  await waitUntil(
    async () => said(),
    (words) => words.includes('faces drawn'),
    { deadline: 30_000 },
  );
  expect([said(), reads()]).toEqual([['rendered ahead', 'shown', 'faces drawn'], 1]);
});
