export { actorOf, type Actor } from '../customers/index.ts'
