export { loadDemo } from './load/load-demo.ts'
