// SPDX-License-Identifier: EUPL-1.2
// Prints the cookie of a signed-in browser and the reference of a case it may read: what the load of load.sh needs.
import { Api, Browser } from './client.mjs'

const ref = await new Api('race-ask').draft()
await new Api('race-ask').act(ref, 'send', 0)
const browser = await new Browser('race-ask').signIn()
console.log(`COOKIE='${browser.cookie()}'\nREF=${ref}`)
process.exit(0)
