import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { DotColour } from './screen.ts';
import { dotColours, type Dots } from './light-dots.ts';

/*
 * A bar as one sees it: a dark housing with a bright edge, a matrix of round LEDs, the lit ones with their glow.
 */

const pitch = 8;
const padding = 20;
const ledRadius = 2.9;
const glowRadius = 9;
const darkLed = '#1d1e22';

const inks: Readonly<Record<DotColour, { core: string; body: string; glow: string }>> = {
  red: { core: '#ffb09a', body: '#ff3a1e', glow: '255, 46, 16' },
  green: { core: '#d8ffc4', body: '#3fe04a', glow: '40, 220, 70' },
  amber: { core: '#fff0b8', body: '#ffb020', glow: '255, 160, 20' },
};

/** Draws pictures of bars; the dark bar of each size and the LEDs are drawn once and kept. */
export function createBarPainter(): (dots: Dots) => Canvas {
  const darkBars = new Map<string, Canvas>();
  const leds = new Map(dotColours.map((colour) => [colour, { glow: drawGlow(colour), led: drawLed(colour) }]));
  return (dots) => {
    const key = `${dots.width}x${dots.height}`;
    const dark = darkBars.get(key) ?? drawDarkBar(dots);
    darkBars.set(key, dark);
    const canvas = createCanvas(dark.width, dark.height);
    const context = canvas.getContext('2d');
    context.drawImage(dark, 0, 0);
    // All glows lie under all LEDs.
    context.globalCompositeOperation = 'lighter';
    forEachLit(dots, (colour, x, y) => drawCentred(context, leds.get(colour)?.glow, x, y));
    context.globalCompositeOperation = 'source-over';
    forEachLit(dots, (colour, x, y) => drawCentred(context, leds.get(colour)?.led, x, y));
    drawGlass(context, dark);
    return canvas;
  };
}

function forEachLit({ width, lit }: Dots, visit: (colour: DotColour, x: number, y: number) => void): void {
  lit.forEach((value, index) => {
    const colour = dotColours[value - 1];
    if (colour) visit(colour, centre(index % width), centre(Math.floor(index / width)));
  });
}

function centre(index: number): number {
  return padding + (index + 0.5) * pitch;
}

function drawCentred(context: SKRSContext2D, sprite: Canvas | undefined, x: number, y: number): void {
  if (sprite) context.drawImage(sprite, x - sprite.width / 2, y - sprite.height / 2);
}

function drawDarkBar({ width, height }: Dots): Canvas {
  const canvas = createCanvas(width * pitch + 2 * padding, height * pitch + 2 * padding);
  const context = canvas.getContext('2d');
  const housing = context.createLinearGradient(0, 0, 0, canvas.height);
  housing.addColorStop(0, '#4a4d55');
  housing.addColorStop(0.06, '#2c2e34');
  housing.addColorStop(0.94, '#1c1d21');
  housing.addColorStop(1, '#101114');
  fillRounded(context, { x: 0, y: 0, width: canvas.width, height: canvas.height, radius: 12 }, housing);
  const edge = padding - 8;
  const window = { x: edge, y: edge, width: canvas.width - 2 * edge, height: canvas.height - 2 * edge, radius: 5 };
  fillRounded(context, { ...window, x: edge - 1, y: edge - 1, width: window.width + 2, height: window.height + 2 }, '#3a3c43');
  fillRounded(context, window, '#08080a');
  context.fillStyle = darkLed;
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) fillCircle(context, centre(column), centre(row), ledRadius);
  }
  return canvas;
}

type Box = { x: number; y: number; width: number; height: number; radius: number };

function fillRounded(context: SKRSContext2D, { x, y, width, height, radius }: Box, style: SKRSContext2D['fillStyle']): void {
  context.fillStyle = style;
  context.beginPath();
  context.roundRect(x, y, width, height, radius);
  context.fill();
}

function fillCircle(context: SKRSContext2D, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

function drawLed(colour: DotColour): Canvas {
  const size = Math.ceil(ledRadius * 2) + 2;
  const canvas = createCanvas(size, size);
  const context = canvas.getContext('2d');
  const shade = context.createRadialGradient(size / 2, size / 2, 0, size / 2, size / 2, ledRadius + 0.4);
  shade.addColorStop(0, inks[colour].core);
  shade.addColorStop(0.55, inks[colour].body);
  shade.addColorStop(1, inks[colour].body);
  context.fillStyle = shade;
  fillCircle(context, size / 2, size / 2, ledRadius + 0.4);
  return canvas;
}

function drawGlow(colour: DotColour): Canvas {
  const canvas = createCanvas(glowRadius * 2, glowRadius * 2);
  const context = canvas.getContext('2d');
  const shade = context.createRadialGradient(glowRadius, glowRadius, 1, glowRadius, glowRadius, glowRadius);
  shade.addColorStop(0, `rgba(${inks[colour].glow}, 0.34)`);
  shade.addColorStop(0.4, `rgba(${inks[colour].glow}, 0.13)`);
  shade.addColorStop(1, `rgba(${inks[colour].glow}, 0)`);
  context.fillStyle = shade;
  context.fillRect(0, 0, canvas.width, canvas.height);
  return canvas;
}

/** A faint reflection of the ceiling on the window. */
function drawGlass(context: SKRSContext2D, { width, height }: Canvas): void {
  const edge = padding - 8;
  const shine = context.createLinearGradient(0, edge, 0, height * 0.55);
  shine.addColorStop(0, 'rgba(255, 255, 255, 0.055)');
  shine.addColorStop(1, 'rgba(255, 255, 255, 0)');
  fillRounded(context, { x: edge, y: edge, width: width - 2 * edge, height: height * 0.55 - edge, radius: 5 }, shine);
}
