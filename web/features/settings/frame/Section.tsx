export { Box, Section } from '../../../app/shared/Section.tsx'
