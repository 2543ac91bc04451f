/** How the room finds out whether somebody looks at the app just now; until it is told, nobody does. */
export { setLooking } from './outward/looking.ts'
