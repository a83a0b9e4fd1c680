// What the hall heard: every utterance of the simulated speaker, to see and to play again.
import type { HeardSound, SpeakerFault } from '@hallcall/hardware-voice';
import { formatTimeSeconds } from '@hallcall/text';
import { Button, EmptyState, ScrollRegion, StatusChip, useLanguage, useTexts } from '@hallcall/ui';
import { Play, Square, Volume2 } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import { FaultSwitches } from './fault-switches.tsx';
import { readSounds } from './read-sounds.ts';
import { SimulatorCard } from './simulator-card.tsx';
import { useSimulator, type SimulatorSource } from './use-simulator.ts';
import { Waveform } from './waveform.tsx';

/** Its log is long; nobody waits for it within a second. */
const source: SimulatorSource = { name: 'speaker', listPath: 'log', pollMs: 2_000 };
const shown = 20;

/** The speaker's log, newest first, and everything it can be made to do wrong. */
export function SpeakerPanel({ timeZone }: { readonly timeZone: string }): ReactNode {
  const t = useTexts();
  const speaker = useSimulator(source);
  const words: Readonly<Record<SpeakerFault, string>> = t.speakerFault;
  const switches = (
    <FaultSwitches
      title={t.hall.speakerFaults} hint={t.hall.speakerFaultHint} simulator={speaker} words={words} targets={[]} general={[]} hasPower={false}
      testId="speaker-faults"
    />
  );
  return (
    <SimulatorCard title={t.hall.speaker} simulator={speaker} lost={t.hall.speakerLost} faults={switches} className="hall-speaker">
      <Sounds sounds={readSounds(speaker.list).slice(0, shown)} timeZone={timeZone} />
    </SimulatorCard>
  );
}

function Sounds({ sounds, timeZone }: { readonly sounds: readonly HeardSound[]; readonly timeZone: string }): ReactNode {
  const t = useTexts().hall;
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState<number | null>(null);
  const play = (number: number): void => {
    const element = audio.current;
    if (element === null) return;
    element.src = `/sim/speaker/log/${number}.wav`;
    setPlaying(number);
    element.play().catch(() => setPlaying((now) => (now === number ? null : now)));
  };
  const stop = (): void => {
    audio.current?.pause();
    setPlaying(null);
  };
  return (
    <>
      {sounds.length === 0 ? <EmptyState icon={Volume2} title={t.noSounds} hint={t.noSoundsHint} /> : null}
      {sounds.length === 0 ? null : (
        <ScrollRegion label={t.speaker} className="hall-sounds overflow-y-auto">
          <ol data-testid="sounds">
            {sounds.map((sound) => (
              <Sound key={sound.number} sound={sound} timeZone={timeZone} isPlaying={playing === sound.number} onPlay={() => play(sound.number)} onStop={stop} />
            ))}
          </ol>
        </ScrollRegion>
      )}
      {/* The words stand beside each button; there is nothing else to caption. */}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
      <audio ref={audio} preload="none" onEnded={() => setPlaying(null)} data-testid="sound-player" />
    </>
  );
}

type SoundProps = { readonly sound: HeardSound; readonly timeZone: string; readonly isPlaying: boolean; readonly onPlay: () => void; readonly onStop: () => void };

function Sound({ sound, timeZone, isPlaying, onPlay, onStop }: SoundProps): ReactNode {
  const t = useTexts().hall;
  const { language } = useLanguage();
  const { title, startedAt, endedAt } = sound;
  const name = title.trim() === '' ? t.untitledSound : title;
  const length = endedAt === null ? null : t.soundLength({ seconds: ((endedAt - startedAt) / 1000).toFixed(1) });
  const isBroken = endedAt !== null && !sound.isWhole;
  return (
    <li className="hc-enter hall-sound grid items-center gap-x-1.5 border-b border-line px-2 py-0.5" data-testid={`sound-${sound.number}`}>
      {isPlaying ? (
        <Button size="small" icon={Square} label={t.stopSound({ title: name })} onPress={onStop}>{t.stop}</Button>
      ) : (
        <Button size="small" icon={Play} label={t.playSound({ title: name })} onPress={onPlay} isDisabled={endedAt === null}>{t.play}</Button>
      )}
      <div className="flex min-w-0 flex-col gap-0.5">
        <div className="flex items-center justify-between gap-1">
          <strong className="truncate" title={name}>{name}</strong>
          {endedAt === null ? <StatusChip tone="busy">{t.sounding}</StatusChip> : <StatusChip tone={isBroken ? 'fault' : 'done'}>{isBroken ? t.soundBroken : t.soundWhole}</StatusChip>}
        </div>
        <div className="flex items-center gap-1.5">
          <span className="hc-tabular shrink-0 text-small text-soft">
            <time dateTime={new Date(startedAt).toISOString()}>{formatTimeSeconds(startedAt, language, timeZone)}</time>
            {length === null ? '' : ` · ${length}`}
          </span>
          <Waveform label={t.waveform({ title: name })} peaks={sound.peaks} isBroken={isBroken} />
        </div>
      </div>
    </li>
  );
}
