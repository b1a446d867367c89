// SPDX-License-Identifier: EUPL-1.2
// A mail server for the tests of the clerk: takes mail, writes each as DIR/NNNN.eml with the envelope on its first line.
//     node sink.mjs DIR PORT_FILE [MILLISECONDS]
// It waits that long before it takes a message. Receivers bounce@... are refused (550), busy@... put off (451) the first
// two times; a message to never@... is refused after DATA (554).
import { createServer } from 'node:net';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';

const [folder, portFile, wait = '0'] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
let last = 0;
let busy = 0;

const server = createServer((socket) => {
  let rest = '';
  let body = null;
  let to = '';
  const say = (line) => socket.write(`${line}\r\n`);

  const command = (line) => {
    const word = line.slice(0, 4).toUpperCase();
    if (word === 'EHLO' || word === 'HELO') return say('250 sink');
    if (word === 'MAIL') return say('250 good');
    if (word === 'RCPT') {
      to = line.replace(/^[^<]*<|>.*$/g, '');
      if (to.startsWith('bounce@')) return say('550 no such user');
      if (to.startsWith('busy@') && busy++ < 2) return say('451 later');
      return say('250 good');
    }
    if (word === 'DATA') {
      body = [];
      return say('354 go on');
    }
    if (word === 'QUIT') {
      say('221 bye');
      return socket.end();
    }
    return say('250 good');
  };

  const taken = (text) => {
    if (to.startsWith('never@')) return say('554 not this');
    last += 1;
    const name = `${folder}/${String(last).padStart(4, '0')}.eml`;
    writeFileSync(`${name}.part`, `To-Envelope: ${to}\n${text}\n`);
    renameSync(`${name}.part`, name);
    return say('250 taken');
  };

  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    rest += chunk.toString('latin1');
    for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
      const line = rest.slice(0, end);
      rest = rest.slice(end + 2);
      if (body === null) command(line);
      else if (line === '.') {
        const text = body.join('\n');
        body = null;
        setTimeout(() => taken(text), Number(wait));
      } else body.push(line.startsWith('.') ? line.slice(1) : line);
    }
  });
  say('220 sink');
});
server.listen(0, '127.0.0.1', () => {
  writeFileSync(`${portFile}.part`, `${server.address().port}\n`);
  renameSync(`${portFile}.part`, portFile);
});
