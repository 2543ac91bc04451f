export { Act } from '../../../app/shared/Act.tsx'
