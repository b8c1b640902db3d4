import { z } from 'zod';

/** One thing that was looked at: present, missing, or worth a look. */
export const findingSchema = z.strictObject({
  what: z.string(),
  state: z.enum(['ok', 'missing', 'note']),
  detail: z.string(),
  hint: z.string().optional(),
});
export type Finding = z.infer<typeof findingSchema>;

/** What is installed, reachable and missing. */
export const doctorReportSchema = z.strictObject({
  schema: z.literal('assay.doctor/v1'),
  findings: z.array(findingSchema),
});
export type DoctorReport = z.infer<typeof doctorReportSchema>;
