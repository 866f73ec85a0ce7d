import * as contract from '@waymark/contract/reports.ts';
import { notFound } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import * as policy from './policy.ts';

const soon = () => Promise.reject(notFound('report'));

export const routes = [
  route(contract.listReports, policy.readReports, soon),
  route(contract.getReport, policy.readReports, soon),
  route(contract.createReport, policy.makeReports, soon),
  route(contract.updateReport, policy.makeReports, soon),
  route(contract.deleteReport, policy.makeReports, soon),
  route(contract.previewReport, policy.readReports, soon),
  route(contract.workOutReport, policy.makeReports, soon),
  route(contract.finaliseReport, policy.makeReports, soon),
  route(contract.getReportFile, policy.readReports, soon),
  route(contract.checkReport, policy.readDrafts, soon),
  route(contract.getReportCheck, policy.readDrafts, soon),
  route(contract.withdrawReport, policy.makeReports, soon),
  route(contract.listReportSchedules, policy.readDrafts, soon),
  route(contract.createReportSchedule, policy.makeReports, soon),
  route(contract.updateReportSchedule, policy.makeReports, soon),
  route(contract.deleteReportSchedule, policy.makeReports, soon),
];
