import { defineContract } from '../../kernel/contract.ts'
import { posts } from './contract-posts.ts'
import { tasks } from './contract-tasks.ts'

export const teamwork = defineContract({ ...tasks, ...posts })
