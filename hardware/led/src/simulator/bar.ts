import { type Area, type BarCommand, type BarError, type DotColour, textOf } from './screen.ts';

/** What an observer sees of one bar; times in epoch milliseconds. */
export type BarState = {
  address: number;
  /** What its areas say, the pages in one line each. */
  text: string;
  colour: DotColour | null;
  blinks: boolean;
  moves: boolean;
  isOn: boolean;
  lastFrameAt: number | null;
  /** Requests taken, and requests refused or damaged. */
  frames: number;
  errors: number;
};

/** One bar with its card, without the line. */
export class SimulatedBar {
  readonly #address: number;
  readonly #now: () => number;
  readonly #areas = new Map<number, Area>();
  readonly #shown: { at: number; text: string }[] = [];
  #isOn = true;
  #hasPower = true;
  #since: number;
  #lastFrameAt: number | null = null;
  #frames = 0;
  #errors = 0;

  constructor(address: number, now: () => number) {
    this.#address = address;
    this.#now = now;
    this.#since = now();
  }

  get hasPower(): boolean {
    return this.#hasPower;
  }

  /** The areas that are lit now, and since when they show what they show. */
  screen(): { areas: readonly Area[]; since: number } {
    const areas = this.#isOn && this.#hasPower ? [...this.#areas].toSorted(([one], [other]) => one - other).map(([, area]) => area) : [];
    return { areas, since: this.#since };
  }

  /** Every text it ever showed, oldest first, at most the last 200. */
  history(): readonly { at: number; text: string }[] {
    return this.#shown;
  }

  state(): BarState {
    const { areas } = this.screen();
    const pages = areas.flatMap((area) => area.pages);
    const runs = pages.flat(2).filter((run) => run.text.trim() !== '');
    return {
      address: this.#address,
      text: pages.map(textOf).filter((text) => text !== '').join(' '),
      colour: runs[0]?.colour ?? null,
      blinks: runs.length > 0 && areas.some((area) => area.pages.length > 1 && area.pages.some((page) => textOf(page) === '')),
      moves: areas.some((area) => area.motion === 'left'),
      isOn: this.#isOn && this.#hasPower,
      lastFrameAt: this.#lastFrameAt,
      frames: this.#frames,
      errors: this.#errors,
    };
  }

  /** Does what a request asks; the error is what it answers. */
  take(command: BarCommand): BarError | null {
    this.#lastFrameAt = this.#now();
    this.#frames += 1;
    switch (command.kind) {
      case 'areas':
        this.#draw(command);
        return null;
      case 'clear':
        this.#areas.clear();
        this.#note();
        return null;
      case 'power':
        this.#isOn = command.isOn;
        return null;
      case 'clock':
        return null;
      case 'unknown':
        return 'command';
    }
  }

  /** Counts a request it refused or could not read. */
  refuse(): void {
    this.#lastFrameAt = this.#now();
    this.#errors += 1;
  }

  /** Without power it is dark and deaf; what was in its RAM is gone. */
  setPower(hasPower: boolean): void {
    this.#hasPower = hasPower;
    this.#isOn = true;
    this.#areas.clear();
    this.#note();
  }

  #draw({ removed, drawn, clearsFirst }: BarCommand & { kind: 'areas' }): void {
    if (clearsFirst) this.#areas.clear();
    for (const id of removed) this.#areas.delete(id);
    for (const [id, area] of drawn) this.#areas.set(id, area);
    this.#note();
  }

  #note(): void {
    const at = this.#now();
    const { text } = this.state();
    if (this.#shown.at(-1)?.text === text) return;
    this.#since = at;
    this.#shown.push({ at, text });
    if (this.#shown.length > 200) this.#shown.shift();
  }
}
