/** Says which of what came in is held, since its writer's contact is limited. */
export { holdBack, type Arrived } from './limits/hold-back.ts'
