// SPDX-License-Identifier: EUPL-1.2
// What an authenticator app shows (RFC 6238: SHA-1, 30 seconds, six digits).
import { createHmac } from 'node:crypto'

const base32 = text => {
    const bits = [...text.replace(/=+$/, '')].map(c => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('')
    return Buffer.from(bits.match(/.{8}/g).map(b => parseInt(b, 2)))
}

/** The code for a base32 secret, now or some steps of 30 seconds later. */
export const totp = (secret, later = 0) => {
    const step = Buffer.alloc(8)
    step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + later))
    const mac = createHmac('sha1', base32(secret)).update(step).digest()
    const at = mac[19] & 15
    return String((mac.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, '0')
}
