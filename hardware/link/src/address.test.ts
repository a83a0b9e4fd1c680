import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatPipeAddress, parsePipeAddress } from './address.ts';

test('addresses are read as they stand in the configuration', () => {
  expect(parsePipeAddress('tcp://127.0.0.1:9100')).toEqual({ kind: 'tcp', host: '127.0.0.1', port: 9100 });
  expect(parsePipeAddress('tcp://printer.hall.lan')).toEqual({ kind: 'tcp', host: 'printer.hall.lan', port: 9100 });
  expect(parsePipeAddress('tcp://[::1]:4000')).toEqual({ kind: 'tcp', host: '::1', port: 4000 });
  expect(parsePipeAddress('serial:///dev/serial/by-id/usb-1a86_USB-if00?baud=19200')).toEqual({
    kind: 'serial',
    path: '/dev/serial/by-id/usb-1a86_USB-if00',
    baudRate: 19_200,
  });
  expect(parsePipeAddress('serial:///dev/ttyUSB0')).toEqual({ kind: 'serial', path: '/dev/ttyUSB0', baudRate: 9600 });
});

test.for([
  ['', 'must start with tcp:// or serial://'],
  ['127.0.0.1:9100', 'must start with tcp:// or serial://'],
  ['http://127.0.0.1', 'must start with tcp:// or serial://'],
  ['tcp://', 'names no host'],
  ['tcp://127.0.0.1:0', 'has port 0'],
  ['tcp://127.0.0.1:70000', 'must start with tcp:// or serial://'],
  ['tcp://127.0.0.1/x', 'more than a host and a port'],
  ['serial://ttyUSB0', 'three slashes'],
  ['serial:///', 'three slashes'],
  ['serial:///dev/ttyUSB0?baud=fast', 'has baud "fast"'],
  ['serial:///dev/ttyUSB0?speed=9600', 'unknown setting "speed"'],
])('"%s" is refused because it %s', ([text = '', sentence = '']) => {
  expect(() => parsePipeAddress(text)).toThrow(sentence);
});

test('an address written and read is the same address', () => {
  const tcp = fc.record({ kind: fc.constant('tcp' as const), host: fc.domain(), port: fc.integer({ min: 1, max: 65_535 }) });
  const serial = fc.record({
    kind: fc.constant('serial' as const),
    path: fc.string({ unit: fc.constantFrom('a', 'Z', '0', '-', '_', '.', ' ', '口'), minLength: 1 }).map((name) => `/dev/x${name}x`),
    baudRate: fc.constantFrom(1200, 9600, 115_200),
  });
  fc.assert(
    fc.property(fc.oneof(tcp, serial), (address) => {
      expect(parsePipeAddress(formatPipeAddress(address))).toEqual(address);
    }),
  );
});
