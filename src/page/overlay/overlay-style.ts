/**
 * The style of everything that Mien draws. It goes in as a constructed sheet, which the page's content policy does not
 * concern; `!important` rules of `:host` win over any rule of the page.
 */
export const OVERLAY_CSS = `
:host {
  all: initial !important;
  /* These two are what "all" leaves as they are: CSS Cascade 4, section 3.2. */
  direction: ltr !important;
  unicode-bidi: isolate !important;
  color-scheme: light dark !important;
  display: block !important;
  position: absolute !important;
  left: 0 !important;
  top: 0 !important;
  width: 0 !important;
  height: 0 !important;
  z-index: 2147483647 !important;
  pointer-events: none !important;
}
[hidden] { display: none !important; }
.surface { position: absolute; left: 0; top: 0; width: 0; height: 0; }
.surface.on-top {
  inset: 0 auto auto 0;
  margin: 0;
  padding: 0;
  border: 0;
  overflow: visible;
  background: none;
  color: inherit;
  pointer-events: none;
}
.origin {
  position: absolute;
  left: 0;
  top: 0;
  width: 0;
  height: 0;
  /* What lies in it never gives the page a scroll bar: CSS Containment 2, section 3.2. */
  contain: layout;
}
.origin.on-viewport { position: fixed; }
.probe { position: absolute; left: 0; top: 0; width: 100px; height: 100px; visibility: hidden; }

.picture, .face, .frame, .badge, .card, .notice { position: absolute; box-sizing: border-box; }

.picture, .card {
  --surface: light-dark(rgb(255 255 255 / 0.96), rgb(22 24 30 / 0.94));
  --text: light-dark(#16181d, #f5f6f8);
  --faint: light-dark(#565c68, #b3b9c4);
  --line: light-dark(rgb(0 0 0 / 0.14), rgb(255 255 255 / 0.18));
  --track: light-dark(#e7e9ee, #363b46);
  font: 600 calc(12px * var(--scale))/1 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", sans-serif;
  font-variant-numeric: tabular-nums;
  letter-spacing: 0;
  color: var(--text);
}


.frame {
  inset: 0;
  transform-origin: 0 0;
  border: 2px solid var(--tint);
  border-radius: 8px;
  box-shadow: 0 0 0 1px rgb(0 0 0 / 0.4), inset 0 0 0 1px rgb(0 0 0 / 0.3);
}
.face[data-uncertain="true"] > .frame { border-style: dashed; }

.face.pointed-out::after {
  content: "";
  position: absolute;
  inset: -8px;
  border: 4px solid light-dark(#0b57d0, #a8c7fa);
  border-radius: 14px;
  box-shadow: 0 0 0 2px rgb(0 0 0 / 0.6), inset 0 0 0 2px rgb(0 0 0 / 0.6);
  opacity: 0;
  animation: point-out 2400ms ease-out;
}

.badge {
  display: inline-flex;
  align-items: center;
  gap: 4px;
  z-index: 1;
  height: calc(24px * var(--scale));
  margin: 0;
  padding: 0 8px 0 6px;
  border: 1px solid var(--line);
  border-radius: calc(12px * var(--scale));
  background: var(--surface);
  color: inherit;
  font: inherit;
  font-variant-numeric: inherit;
  white-space: nowrap;
  cursor: default;
  pointer-events: auto;
  user-select: none;
  box-shadow: 0 1px 3px rgb(0 0 0 / 0.35), inset 0 0 0 1px transparent;
  transition: box-shadow 120ms ease-out;
}
/* What plays has controls of its own, anywhere: they get the clicks. */
.face[data-live] > .badge { pointer-events: none; }
.badge > .percent { color: var(--faint); font-weight: 500; }
.emoji { font: calc(14px * var(--scale))/1 "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", sans-serif; }
.badge:hover, .badge:focus-visible { z-index: 2; box-shadow: 0 2px 8px rgb(0 0 0 / 0.45), inset 0 0 0 1px var(--tint); }
:focus-visible { outline: 2px solid light-dark(#0b57d0, #a8c7fa); outline-offset: 2px; }

.card {
  z-index: 3;
  width: calc(248px * var(--scale));
  max-width: 100vw;
  padding: 12px;
  border: 1px solid var(--line);
  border-radius: 12px;
  background: light-dark(#fff, #16181e);
  box-shadow: 0 8px 28px rgb(0 0 0 / 0.35);
  font-weight: 500;
  line-height: 1.3;
  animation: appear 120ms ease-out;
}
.card p, .card ul { margin: 0; padding: 0; list-style: none; }
.title { font-weight: 600; font-size: calc(13px * var(--scale)); }
.uncertain {
  display: inline-block;
  padding: 1px 6px;
  border-radius: 6px;
  background: var(--track);
  color: var(--text);
  font-size: calc(11px * var(--scale));
}
.card .scores { display: grid; gap: 5px; margin: 10px 0 8px; }
.score { display: grid; grid-template-columns: 1.6em 8em 1fr 3.4em; align-items: center; gap: 4px; }
.score .percent { text-align: end; color: var(--faint); }
.track { height: 6px; border-radius: 3px; background: var(--track); overflow: clip; }
.fill { display: block; width: calc(var(--share) * 100%); height: 100%; border-radius: 3px; background: var(--tint); }
.caution { color: var(--faint); font-size: calc(11px * var(--scale)); }

.notice {
  display: inline-flex;
  align-items: center;
  gap: 8px;
  z-index: 2;
  width: max-content;
  max-width: min(280px, 90vw);
  min-height: 32px;
  padding: 6px 12px;
  border: 1px solid var(--line);
  border-radius: 16px;
  background: var(--surface);
  box-shadow: 0 2px 10px rgb(0 0 0 / 0.4);
  font-size: calc(13px * var(--scale));
  font-weight: 500;
  line-height: 1.3;
  text-wrap: balance;
  pointer-events: none;
}
.close {
  width: 24px;
  height: 24px;
  margin: 0 -6px 0 0;
  padding: 0;
  border: 0;
  border-radius: 12px;
  background: transparent;
  color: var(--faint);
  font: 16px/24px system-ui, sans-serif;
  cursor: pointer;
  pointer-events: auto;
}
.close:hover { background: var(--track); color: var(--text); }
.spinner {
  flex: none;
  width: 14px;
  height: 14px;
  border: 2px solid var(--track);
  border-top-color: light-dark(#0b57d0, #a8c7fa);
  border-radius: 50%;
  animation: turn 800ms linear infinite;
}

@keyframes appear { from { opacity: 0; transform: translateY(2px); } }
@keyframes point-out { 0% { opacity: 0; transform: scale(1.5); } 15%, 80% { opacity: 1; transform: none; } }
@keyframes point-out-still { 0%, 90% { opacity: 1; } }
@keyframes turn { to { transform: rotate(1turn); } }
@media (prefers-reduced-motion: reduce) {
  .card, .badge { animation: none; transition: none; }
  .spinner { animation-duration: 4s; }
  .face.pointed-out::after { animation-name: point-out-still; }
}
@media (forced-colors: active) {
  .frame, .badge, .card, .notice { border-color: CanvasText; }
  .fill { background: CanvasText; forced-color-adjust: none; }
}
@media print { :host { display: none !important; } }
`;
