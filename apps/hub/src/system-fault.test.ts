import { openSync } from 'node:fs';
import { texts } from '@hallcall/text';
import { expect, test } from 'vitest';
import { systemFault } from './system-fault.ts';

function faultOf(file: string): unknown {
  try {
    return openSync(file, 'r+');
  } catch (error) {
    return error;
  }
}

test('a folder in the place of a file and a file that is not there are told with their path; a bug stays one', () => {
  const { reason } = texts('en').health;
  expect(systemFault(faultOf(import.meta.dirname), 'en')).toBe(`${import.meta.dirname}: ${reason.folder}`);
  expect(systemFault(faultOf('/no/such/file'), 'en')).toBe(`/no/such/file: ${reason.notThere}`);
  expect(systemFault(new TypeError('a bug'), 'en')).toBeNull();
});
