/** Everything that rooms tell people of. */
export { Happenings } from './happenings.ts'
/** How a room declares what it tells. */
export {
  WAYS,
  type Concerned,
  type Happened,
  type Happening,
  type Spoken,
  type Telling,
  type Way,
} from './happening.ts'
