import { expect, test } from 'vitest';
import { systemReasonText } from './system-reason.ts';
import { texts } from './texts.ts';

/** As Node 24, serialport 13 and the drivers here word them. */
test.each([
  ['127.0.0.1:9 cannot be reached: connect ECONNREFUSED 127.0.0.1:9', '127.0.0.1:9：拒绝连接，那里没有程序在接听', '127.0.0.1:9: connection refused, no program listens there'],
  ['connect ECONNREFUSED 127.0.0.1:9', '127.0.0.1:9：拒绝连接，那里没有程序在接听', '127.0.0.1:9: connection refused, no program listens there'],
  ['bars:5005 cannot be reached: getaddrinfo ENOTFOUND bars', 'bars:5005：找不到这个主机名', 'bars:5005: no such host name'],
  ['192.0.2.7:5005 did not answer within 3000 ms', '192.0.2.7:5005：没有应答', '192.0.2.7:5005: no answer'],
  ['192.0.2.7:5005 cannot be reached: connect EHOSTUNREACH 192.0.2.7:5005', '192.0.2.7:5005：网络不通', '192.0.2.7:5005: network unreachable'],
  ['read ECONNRESET', '连接中断', 'connection lost'],
  ['/dev/ttyUSB0 is gone', '/dev/ttyUSB0：连接中断', '/dev/ttyUSB0: connection lost'],
  ['/dev/ttyUSB0: Error: No such file or directory, cannot open /dev/ttyUSB0', '/dev/ttyUSB0：没有这个文件或设备', '/dev/ttyUSB0: no such file or device'],
  ['/dev/ttyS0: Error: Permission denied, cannot open /dev/ttyS0', '/dev/ttyS0：没有权限', '/dev/ttyS0: not permitted'],
  ['/dev/ttyS0: Error Resource temporarily unavailable Cannot lock port', '/dev/ttyS0：被别的程序占用', '/dev/ttyS0: in use by another program'],
  ['/tmp/tty: Error: Inappropriate ioctl for device setting custom baud rate of 9600', '/tmp/tty：不是串口', '/tmp/tty: not a serial port'],
  ['/tmp: Error: Is a directory, cannot open /tmp', '/tmp：这是文件夹，不是文件', '/tmp: a folder, not a file'],
  ["/etc/d.json: ENOENT: no such file or directory, open '/etc/d.json'", '/etc/d.json：没有这个文件或设备', '/etc/d.json: no such file or device'],
  ["EACCES: permission denied, open '/etc/d.json'", '没有权限', 'not permitted'],
  ["/etc/d.json: EBUSY: resource busy or locked, open '/etc/d.json'", '/etc/d.json：被别的程序占用', '/etc/d.json: in use by another program'],
  ["/etc/d.json: Expected ',' or '}' after property value in JSON at position 6 (line 1 column 7)", '/etc/d.json：不是有效的 JSON（第 1 行第 7 列）', '/etc/d.json: not valid JSON (line 1, column 7)'],
  ['/etc/d.json: Unexpected token \'x\', "x" is not valid JSON', '/etc/d.json：不是有效的 JSON', '/etc/d.json: not valid JSON'],
  ['/etc/d.json: Unexpected end of JSON input', '/etc/d.json：不是有效的 JSON', '/etc/d.json: not valid JSON'],
  ['led[4].address: "nowhere" is no device address: it must start with tcp:// or serial://', 'led[4].address: "nowhere"：地址写得不对，应以 tcp:// 或 serial:// 开头', 'led[4].address: "nowhere": wrong address, it must start with tcp:// or serial://'],
  ['led[0].bus: Invalid input: expected string, received undefined', 'led[0].bus：缺少这一项', 'led[0].bus: this is missing'],
  ['led[0].address: Invalid input: expected string, received number', 'led[0].address：应为文字，实为数字', 'led[0].address: should be text, is a number'],
  ['/etc/d.json: Unrecognized keys: "LED", "reader"', '/etc/d.json：不认识的字段：LED, reader', '/etc/d.json: unknown fields: LED, reader'],
  ['led[0].profile: Too small: expected string to have >=1 characters', 'led[0].profile：文字太短，至少 1 个字', 'led[0].profile: too short, at least 1 characters'],
  ['led[0].bus: Too big: expected string to have <=48 characters', 'led[0].bus：文字太长，最多 48 个字', 'led[0].bus: too long, at most 48 characters'],
  ['led[1].bus: bars-1 is named twice', 'led[1].bus: bars-1：重复', 'led[1].bus: bars-1: named twice'],
  ['there is no LED profile "x"; known are a, b', '没有这个型号，已有：a, b', 'no such model; known are a, b'],
  ['unconfirmed', '已发送，条屏不应答，无法确认', 'sent; these bars never confirm it'],
])('%s', (detail, zh, en) => {
  expect([systemReasonText(texts('zh'), detail), systemReasonText(texts('en'), detail)]).toEqual([zh, en]);
});

test('a reason that is not known is called the system’s and stands as it is', () => {
  const detail = 'usb: transfer stalled 0x7';
  expect([systemReasonText(texts('zh'), detail), systemReasonText(texts('en'), detail)]).toEqual([`系统原因：${detail}`, `System reason: ${detail}`]);
});
