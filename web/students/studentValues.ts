import type { BodyOf } from '@waymark/contract/endpoint.ts';
import type { updateStudent } from '@waymark/contract/students.ts';
import { checkUpn } from '@waymark/contract/upn.ts';
import * as t from '../strings/catalogue.ts';
import { ageOn } from './age.ts';

const words = t.students.form;

/** A student's details as the form holds them: every field a text. */
export interface StudentValues {
  givenName: string;
  familyName: string;
  preferredName: string;
  upn: string;
  birthDate: string;
  yearGroup: string | null;
  schoolId: string | null;
  email: string;
  externalId: string;
}

export const blank: StudentValues = {
  givenName: '',
  familyName: '',
  preferredName: '',
  upn: '',
  birthDate: '',
  yearGroup: null,
  schoolId: null,
  email: '',
  externalId: '',
};

/** What can be said before anything is sent; the server says the rest. */
export function studentRules(today: string) {
  return {
    givenName: (value: string) => (value.trim() === '' ? words.givenMissing : null),
    familyName: (value: string) => (value.trim() === '' ? words.familyMissing : null),
    upn: (value: string) => {
      if (value.trim() === '') return null;
      const checked = checkUpn(value);
      return checked.ok ? null : checked.message;
    },
    birthDate: (value: string) => {
      if (value === '') return null;
      const age = ageOn(value, today);
      return age < 4 || age > 25 ? words.birthDateOdd : null;
    },
  };
}

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

/** The details as they are sent. */
export function detailsOf(values: StudentValues): BodyOf<typeof updateStudent> {
  return {
    givenName: values.givenName.trim(),
    familyName: values.familyName.trim(),
    preferredName: orNull(values.preferredName),
    upn: orNull(values.upn),
    birthDate: orNull(values.birthDate),
    yearGroup: values.yearGroup === null ? null : Number(values.yearGroup),
    schoolId: values.schoolId,
    email: orNull(values.email),
    externalId: orNull(values.externalId),
  };
}
