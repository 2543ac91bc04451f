import { defineContract } from '../../kernel/contract.ts'
import { tasks } from './contract-tasks.ts'

export const teamwork = defineContract({ ...tasks })
