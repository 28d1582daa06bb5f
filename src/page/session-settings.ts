import { DEFAULT_SETTINGS, type Settings } from '../settings/schema.ts';
import { hostsOfFrame, isFrameBlocked } from '../settings/site-rules.ts';
import { labelIn } from './label-language.ts';
import type { SessionSurroundings } from './session-surroundings.ts';

/** What the settings come to in one frame. */
export interface SettledSettings {
  readonly settings: Settings;
  /** Whether Mien is on here. */
  readonly isActive: boolean;
  /** Whether pictures are read unasked. */
  readonly isAutomatic: boolean;
}

/** Before settings are known nothing is read unasked, and a click is answered all the same. */
const UNKNOWN: SettledSettings = { settings: DEFAULT_SETTINGS, isActive: false, isAutomatic: false };

function settle(settings: Settings): SettledSettings {
  const hosts = hostsOfFrame(location, location.ancestorOrigins ?? []);
  const isActive = settings.enabled && !isFrameBlocked(hosts, settings.blockedHosts);
  return { settings, isActive, isAutomatic: isActive && settings.mode === 'automatic' };
}

/** The person's settings as one frame follows them: each comes to hold once the labels' language is there. */
export class SessionSettings {
  readonly #surroundings: Pick<SessionSurroundings, 'watchSettings' | 'readLabelMessages'>;
  readonly #changed: (before: SettledSettings) => void;
  readonly #signal: AbortSignal;
  #now = UNKNOWN;
  #wanted = DEFAULT_SETTINGS;
  #labelLanguage: Settings['labelLanguage'] = 'browser';

  /**
   * @param changed told of what held before, whenever something else holds
   * @param signal ends the following
   */
  constructor(
    surroundings: Pick<SessionSurroundings, 'watchSettings' | 'readLabelMessages'>,
    changed: (before: SettledSettings) => void,
    signal: AbortSignal,
  ) {
    this.#surroundings = surroundings;
    this.#changed = changed;
    this.#signal = signal;
  }

  get now(): SettledSettings {
    return this.#now;
  }

  /** Follows the settings from now on. Where they cannot be read, the defaults hold. */
  async follow(): Promise<void> {
    const take = (settings: Settings) => this.#take(settings);
    await this.#surroundings.watchSettings(this.#signal, take).catch(() => take(DEFAULT_SETTINGS));
  }

  #take(settings: Settings): void {
    this.#wanted = settings;
    const { labelLanguage } = settings;
    if (labelLanguage === this.#labelLanguage) {
      this.#hold(settings);
      return;
    }
    this.#labelLanguage = labelLanguage;
    void labelIn(labelLanguage, this.#surroundings.readLabelMessages).then(() => this.#hold(this.#wanted));
  }

  #hold(settings: Settings): void {
    if (this.#signal.aborted) return;
    const before = this.#now;
    this.#now = settle(settings);
    this.#changed(before);
  }
}
