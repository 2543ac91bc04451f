import { defineContract } from '../../kernel/contract.ts'
import { asides } from './contract-asides.ts'
import { partners } from './contract-partners.ts'
import { posts } from './contract-posts.ts'
import { tasks } from './contract-tasks.ts'

export const teamwork = defineContract({ ...tasks, ...posts, ...partners, ...asides })
