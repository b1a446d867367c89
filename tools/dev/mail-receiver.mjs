// SPDX-License-Identifier: EUPL-1.2
// A mail receiver for development: takes everything on a free port of 127.0.0.1, writes each message as DIR/NNNN.eml.
//     node mail-receiver.mjs DIR PORT_FILE
// Recipients bounce@... are refused (550) and busy@... put off (451), so that both can be tried.
import { createWriteStream, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';

const [folder, portFile] = process.argv.slice(2);
if (!folder || !portFile) {
  console.error('usage: mail-receiver.mjs DIR PORT_FILE');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
let last = readdirSync(folder).reduce((max, name) => Math.max(max, Number.parseInt(name, 10) || 0), 0);

const refusal = (code, text) => Object.assign(new Error(text), { responseCode: code });

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  allowInsecureAuth: true,
  size: 40 * 1024 * 1024,
  onAuth: (auth, session, done) => done(null, { user: auth.username }),
  onRcptTo: (address, session, done) => {
    if (address.address.startsWith('bounce@')) return done(refusal(550, 'No such user'));
    if (address.address.startsWith('busy@')) return done(refusal(451, 'Try later'));
    return done();
  },
  onData: (stream, session, done) => {
    last += 1;
    const path = join(folder, `${String(last).padStart(4, '0')}.eml`);
    // Under its own name only when whole: a reader never sees half a message.
    const file = createWriteStream(`${path}.part`);
    file.on('error', (error) => done(refusal(451, error.message)));
    file.on('finish', () => {
      renameSync(`${path}.part`, path);
      console.log(path, session.envelope.rcptTo.map((to) => to.address).join(' '));
      done();
    });
    stream.pipe(file);
  },
});
server.on('error', (error) => console.error(error.message));
server.listen(0, '127.0.0.1', () => {
  writeFileSync(`${portFile}.part`, `${server.server.address().port}\n`);
  renameSync(`${portFile}.part`, portFile);
});
process.on('SIGTERM', () => server.close(() => process.exit(0)));
