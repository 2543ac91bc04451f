import { defineContract } from '../../kernel/contract.ts'
import { complaintRoutes } from './contract-complaints.ts'

export const care = defineContract({ ...complaintRoutes })
