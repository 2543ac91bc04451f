import { defineContract } from '../../kernel/contract.ts'
import { complaintRoutes } from './contract-complaints.ts'
import { harassmentRoutes } from './contract-harassment.ts'
import { limitRoutes } from './contract-limits.ts'

export const care = defineContract({ ...complaintRoutes, ...harassmentRoutes, ...limitRoutes })
