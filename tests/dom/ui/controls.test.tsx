import { describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { Choice } from '../../../src/ui/Choice.tsx';
import { Picker } from '../../../src/ui/Picker.tsx';
import { Slider } from '../../../src/ui/Slider.tsx';
import { Switch } from '../../../src/ui/Switch.tsx';
import { expectAccessible, show } from './render.tsx';

function input(root: Element, selector = 'input'): HTMLInputElement {
  const found = root.querySelector<HTMLInputElement>(selector);
  if (found === null) throw new Error(`No ${selector}.`);
  return found;
}

describe('a switch', () => {
  it('tells that it was switched, by mouse and by keyboard', async () => {
    const onChange = vi.fn();
    const { root } = show(<Switch label="Read faces" checked={false} onChange={onChange} />);
    await userEvent.click(root.querySelector('label') as Element);
    expect(onChange).toHaveBeenLastCalledWith(true);
    input(root).focus();
    await userEvent.keyboard(' ');
    expect(onChange).toHaveBeenLastCalledWith(false);
    expect(onChange).toHaveBeenCalledTimes(2);
  });

  it('goes back to what is stored when a change is not kept', async () => {
    const { root, again } = show(<Switch label="Read faces" checked={false} onChange={() => {}} />);
    await userEvent.click(input(root));
    again(<Switch label="Read faces" checked={false} onChange={() => {}} />);
    expect(input(root).checked).toBe(false);
  });

  it('does nothing where it is disabled', async () => {
    const onChange = vi.fn();
    const { root } = show(
      <Switch label="Here" note="no site" checked={false} disabled onChange={onChange} />,
    );
    await userEvent.click(root.querySelector('label') as Element, { force: true });
    expect(onChange).not.toHaveBeenCalled();
    await expectAccessible(root);
  });

  it('is accessible on and off', async () => {
    const { root } = show(
      <>
        <Switch label="One" note="news.example" checked onChange={() => {}} />
        <Switch label="Two" checked={false} onChange={() => {}} />
      </>,
    );
    expect(input(root).getAttribute('role')).toBe('switch');
    await expectAccessible(root);
  });

  it('shows on and off without colour too', () => {
    const { root } = show(
      <>
        <Switch label="One" checked onChange={() => {}} />
        <Switch label="Two" checked={false} onChange={() => {}} />
      </>,
    );
    const knobs = [...root.querySelectorAll('input')].map(
      (knob) => getComputedStyle(knob, '::before').translate,
    );
    expect(knobs[0]).not.toBe(knobs[1]);
  });
});

describe('a choice', () => {
  const OPTIONS = [
    { value: 'emoji', label: 'Emoji' },
    { value: 'word', label: 'Word' },
    { value: 'both', label: 'Both' },
  ] as const;

  it('is one group, moved through by arrow keys', async () => {
    const onChange = vi.fn();
    const { root } = show(<Choice label="Labels" options={OPTIONS} value="emoji" onChange={onChange} />);
    expect(root.querySelector('legend')?.textContent).toBe('Labels');
    input(root, ':checked').focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(onChange).toHaveBeenLastCalledWith('word');
  });

  it('keeps two groups on one page apart', async () => {
    const onChange = vi.fn();
    const { root } = show(
      <>
        <Choice label="First" options={OPTIONS} value="emoji" onChange={() => {}} />
        <Choice label="Second" options={OPTIONS} value="both" onChange={onChange} />
      </>,
    );
    expect([...root.querySelectorAll<HTMLInputElement>(':checked')].map(({ value }) => value)).toEqual([
      'emoji',
      'both',
    ]);
    await userEvent.click(root.querySelectorAll('fieldset:last-child input')[1] as Element);
    expect(onChange).toHaveBeenLastCalledWith('word');
    await expectAccessible(root);
  });
});

describe('a slider', () => {
  const percent = (value: number) => `${Math.round(value * 100)} %`;

  it('shows its value on the way and tells it once when let go', async () => {
    const onChange = vi.fn();
    const { root, again } = show(
      <Slider label="Least confidence" value={0.4} step={0.05} inWords={percent} onChange={onChange} />,
    );
    const slider = input(root);
    slider.value = '0.6';
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    await vi.waitFor(() => expect(root.querySelector('.slider-value')?.textContent).toBe('60 %'));
    expect(slider.getAttribute('aria-valuetext')).toBe('60 %');
    expect(onChange).not.toHaveBeenCalled();
    slider.dispatchEvent(new Event('change', { bubbles: true }));
    expect(onChange).toHaveBeenCalledExactlyOnceWith(0.6);
    again(<Slider label="Least confidence" value={0.1} step={0.05} inWords={percent} onChange={onChange} />);
    await vi.waitFor(() => expect(root.querySelector('.slider-value')?.textContent).toBe('10 %'));
  });

  it('moves by keyboard', async () => {
    const onChange = vi.fn();
    const { root } = show(
      <Slider label="Least confidence" value={0.4} step={0.05} inWords={percent} onChange={onChange} />,
    );
    input(root).focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(onChange.mock.lastCall?.[0]).toBeCloseTo(0.45);
    await expectAccessible(root);
  });
});

describe('a picker', () => {
  it('tells what was picked', async () => {
    const onChange = vi.fn();
    const options = [
      { value: 'automatic', label: 'Automatic' },
      { value: 'cpu', label: 'CPU' },
    ] as const;
    const { root } = show(<Picker label="Runs on" options={options} value="automatic" onChange={onChange} />);
    await userEvent.selectOptions(root.querySelector('select') as HTMLSelectElement, 'cpu');
    expect(onChange).toHaveBeenCalledExactlyOnceWith('cpu');
    await expectAccessible(root);
  });
});
