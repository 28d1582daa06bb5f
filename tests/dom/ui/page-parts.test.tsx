import { describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { DEFAULT_SETTINGS } from '../../../src/settings/schema.ts';
import { Announcer } from '../../../src/ui/popup/Announcer.tsx';
import { CountTiles } from '../../../src/ui/popup/CountTiles.tsx';
import { EngineSection } from '../../../src/ui/popup/EngineSection.tsx';
import { ExpressionCounts } from '../../../src/ui/popup/ExpressionCounts.tsx';
import { Failures } from '../../../src/ui/popup/Failures.tsx';
import { PageSection } from '../../../src/ui/popup/PageSection.tsx';
import { ReadingProgress } from '../../../src/ui/popup/ReadingProgress.tsx';
import { SettingsSection } from '../../../src/ui/popup/SettingsSection.tsx';
import { expectAccessible, show } from './render.tsx';
import { counts, openPage, RUNNING } from './samples.ts';

const texts = (root: Element, selector: string) =>
  [...root.querySelectorAll(selector)].map((node) => node.textContent?.trim());

describe('the counts', () => {
  it('name what they count', async () => {
    const { root } = show(
      <CountTiles counts={counts({ seen: 20, read: 8, waiting: 3, failed: 1, faces: 12 })} />,
    );
    expect(texts(root, 'dt')).toEqual(['Faces', 'Images', 'Read', 'Waiting', 'Failed']);
    expect(texts(root, 'dd')).toEqual(['12', '20', '8', '3', '1']);
    await expectAccessible(root);
  });
});

describe('the expressions', () => {
  it('lead to the faces that show them, by mouse and by keyboard', async () => {
    const onShow = vi.fn();
    const { expressions } = openPage({}, { expressions: { sadness: 2 } }).state;
    const { root } = show(<ExpressionCounts expressions={expressions} onShow={onShow} />);
    await userEvent.click(root.querySelector('[data-expression="sadness"] button') as Element);
    await userEvent.keyboard('{Enter}');
    expect(onShow.mock.calls).toEqual([['sadness'], ['sadness']]);
    expect(root.querySelectorAll('button:enabled')).toHaveLength(1);
  });

  it('stand in the order of their counts, with bars as long as their share of the most frequent', async () => {
    const { root } = show(
      <ExpressionCounts
        expressions={openPage({}, { expressions: { sadness: 2, happiness: 8 } }).state.expressions}
        onShow={() => {}}
      />,
    );
    expect(texts(root, '.expression-label').slice(0, 3)).toEqual(['Happy', 'Sad', 'Neutral']);
    expect(texts(root, '.expression-count').slice(0, 3)).toEqual(['8', '2', '0']);
    const [happy, sad, none] = [...root.querySelectorAll('.bar-fill')].map(
      (bar) => bar.getBoundingClientRect().width,
    );
    await vi.waitFor(() => {
      const widths = [...root.querySelectorAll('.bar-fill')].map((bar) => bar.getBoundingClientRect().width);
      expect((widths[1] ?? 0) / (widths[0] ?? 1)).toBeCloseTo(0.25, 1);
    });
    expect(happy).toBeGreaterThan(sad ?? 0);
    expect(none).toBe(0);
    await expectAccessible(root);
  });

  it('are all there, also where nothing was found', async () => {
    const { root } = show(
      <ExpressionCounts expressions={openPage({}).state.expressions} onShow={() => {}} />,
    );
    expect(root.querySelectorAll('li')).toHaveLength(8);
    await expectAccessible(root);
  });
});

describe('the progress', () => {
  it('is a bar with a name while images are being read', async () => {
    const { root } = show(
      <ReadingProgress counts={counts({ read: 8, failed: 1, waiting: 3 })} otherwise="Idle" />,
    );
    const bar = root.querySelector('progress');
    expect([bar?.value, bar?.max]).toEqual([9, 12]);
    expect(bar?.labels).toHaveLength(0);
    expect(texts(root, 'p')).toEqual(['Reading: 9 of 12 images']);
    await expectAccessible(root);
  });

  it('gives way to a sentence when nothing is being read', async () => {
    const { root } = show(<ReadingProgress counts={counts({ read: 8 })} otherwise="Idle" />);
    expect(root.querySelector('progress')).toBeNull();
    expect(texts(root, 'p')).toEqual(['Idle']);
    await expectAccessible(root);
  });
});

describe('the page section', () => {
  it('keeps its height and the place of everything while counts change', () => {
    const section = (view: ReturnType<typeof openPage>) => (
      <PageSection
        view={view}
        notice="All images found so far are read."
        onReadNow={() => {}}
        onShowFace={() => {}}
        onFailuresOpen={() => {}}
      />
    );
    const { root, again } = show(section(openPage({})));
    root.setAttribute('style', 'inline-size: 340px');
    const places = () =>
      ['.tiles', '.reading', '.expressions', '.read-now', '.failures'].map((part) => {
        const { x, y, width, height } = (root.querySelector(part) as Element).getBoundingClientRect();
        return [x, y, width, height];
      });
    const before = places();
    again(section(openPage({ seen: 12, waiting: 5, read: 2, faces: 7 }, { expressions: { happiness: 7 } })));
    expect(places()).toEqual(before);
    again(
      section(
        openPage(
          { seen: 12345, read: 10888, failed: 1457, faces: 99999 },
          { expressions: { contempt: 88888, happiness: 11111 } },
        ),
      ),
    );
    expect(places()).toEqual(before);
    expect(root.scrollWidth).toBeLessThanOrEqual(340);
  });

  it('reads what is in view when asked', async () => {
    const onReadNow = vi.fn();
    const { root } = show(
      <PageSection
        view={openPage({ seen: 3 })}
        notice=""
        onReadNow={onReadNow}
        onShowFace={() => {}}
        onFailuresOpen={() => {}}
      />,
    );
    await userEvent.click(root.querySelector('.read-now') as Element);
    expect(onReadNow).toHaveBeenCalledOnce();
  });

  it('offers no reading where no extension may run', async () => {
    const view = { ...openPage({}), access: { kind: 'forbidden', reason: 'chrome://' } as const };
    const { root } = show(
      <PageSection
        view={view}
        notice="No extension may run here."
        onReadNow={() => {}}
        onShowFace={() => {}}
        onFailuresOpen={() => {}}
      />,
    );
    expect(root.querySelector<HTMLButtonElement>('.read-now')?.disabled).toBe(true);
    await expectAccessible(root);
  });
});

describe('the failures', () => {
  const image = (src: string, reason: string) =>
    ({ src, width: 9, height: 9, status: 'failed', reason, faces: [] }) as const;

  it('are asked for when opened, and listed with their reasons', async () => {
    const onOpen = vi.fn();
    const images = [
      image('https://a.test/photos/lake.jpg?size=3', 'The image could not be loaded: 403'),
      image('data:image/png;base64,AAAA', 'The image is damaged'),
      image('https://b.test/', 'No answer'),
      { ...image('https://a.test/fine.jpg', ''), status: 'read' as const },
    ];
    const { root } = show(<Failures count={4} images={images} onOpen={onOpen} />);
    await userEvent.click(root.querySelector('summary') as Element);
    await vi.waitFor(() => expect(onOpen).toHaveBeenCalledExactlyOnceWith(true));
    expect(texts(root, '.failure-name')).toEqual(['lake.jpg', 'data:…', 'b.test']);
    expect(texts(root, 'li').at(-1)).toBe('and 1 more');
    await expectAccessible(root);
  });

  it('are many and still no longer than a list that a person reads', () => {
    const images = Array.from({ length: 300 }, (_, i) => image(`https://a.test/${i}.jpg`, 'No answer'));
    const { root } = show(<Failures count={300} images={images} onOpen={() => {}} />);
    expect(root.querySelectorAll('li')).toHaveLength(21);
    expect(texts(root, 'li').at(-1)).toBe('and 280 more');
  });
});

describe('the engine', () => {
  it('says what runs and why', async () => {
    const { root } = show(<EngineSection status={RUNNING} choice="automatic" onChoice={() => {}} />);
    expect(texts(root, 'summary .summary-value')).toEqual(['WASM']);
    await userEvent.click(root.querySelector('summary') as Element);
    expect(texts(root, 'li')).toEqual([
      'WebGPU was passed over: software adapter.',
      'WebGL failed: The known answer came out wrong.',
      'WASM runs.',
    ]);
    await expectAccessible(root);
  });

  it('lets a person choose while it sleeps', async () => {
    const onChoice = vi.fn();
    const { root } = show(<EngineSection status={undefined} choice="automatic" onChoice={onChoice} />);
    await userEvent.click(root.querySelector('summary') as Element);
    await userEvent.selectOptions(root.querySelector('select') as HTMLSelectElement, 'webgl');
    expect(onChoice).toHaveBeenCalledExactlyOnceWith('webgl');
    expect(texts(root, 'option')).toEqual(['Automatic', 'WebGPU', 'WebGL', 'WASM', 'CPU']);
    await expectAccessible(root);
  });
});

describe('the settings', () => {
  it('change one thing at a time', async () => {
    const onChange = vi.fn();
    const { root } = show(<SettingsSection settings={DEFAULT_SETTINGS} onChange={onChange} />);
    const click = (selector: string) => userEvent.click(root.querySelector(selector) as Element);
    await click('[value="on-request"]');
    await click('[value="word"]');
    await click('[role="switch"]');
    expect(onChange.mock.calls).toEqual([
      [{ mode: 'on-request' }],
      [{ labelStyle: 'word' }],
      [{ showBoxes: false }],
    ]);
    await expectAccessible(root);
  });
});

describe('what a screen reader is told', () => {
  it('is the start and, once it has rested, the end of reading; no count between', async () => {
    const told: string[] = [];
    const { root, again } = show(<Announcer counts={counts({})} />);
    const status = root.querySelector('[role="status"]') as Element;
    const observer = new MutationObserver(() => told.push(status.textContent ?? ''));
    observer.observe(status, { childList: true, characterData: true, subtree: true });
    again(<Announcer counts={counts({ seen: 3, waiting: 3 })} />);
    again(<Announcer counts={counts({ seen: 3, waiting: 2, read: 1, faces: 1 })} />);
    again(<Announcer counts={counts({ seen: 3, read: 3, faces: 4 })} />);
    await new Promise((resolve) => setTimeout(resolve, 300));
    again(<Announcer counts={counts({ seen: 5, waiting: 2, read: 3, faces: 4 })} />);
    again(<Announcer counts={counts({ seen: 5, read: 5, faces: 9 })} />);
    await vi.waitFor(() => expect(told).toEqual(['Reading images.', '5 images read. 9 faces found.']));
    observer.disconnect();
  });

  it('is nothing where nothing is read', async () => {
    const { root, again } = show(<Announcer counts={counts({ seen: 3, read: 3 })} />);
    again(<Announcer counts={counts({ seen: 4, read: 3 })} />);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(root.textContent).toBe('');
  });
});
