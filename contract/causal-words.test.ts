import { expect, test } from 'vitest';
import { causalWording, causalWords } from './causal-words.ts';

test('words that say why are found, each once, whatever their case', () => {
  expect(causalWords('Thanks to mentoring, and thanks to Mo, attendance rose; this led to calmer lessons. What an impact!')).toEqual([
    'thanks to',
    'led to',
    'impact',
  ]);
  expect(causalWords('It improved because of us, which caused joy and was impactful.')).toEqual(['because of', 'caused', 'impactful']);
});

test('words that only say what happened are left alone', () => {
  expect(causalWords('Attendance was higher in March than in September. She stayed because she liked it. The mentor was called.')).toEqual(
    [],
  );
});

test.each([
  'The Impact of Mentoring in Calderdale',
  'The difference mentoring makes',
  'How we improved students’ confidence',
  'Mentoring has clearly raised attendance.',
  'The programme works.',
  'Because of illness two meetings were missed.',
  'Absence fell due to the breakfast club.',
  'This proves that mentoring is right.',
  'The meetings helped students to believe in themselves.',
  'Their grades rose as a result.',
  'The support brought a change about.',
  'More meetings can lead to better marks.',
  'This resulted in fewer exclusions.',
  'An effective programme',
  'The rise is attributable to our mentors.',
  'It made them more confident.',
])('“%s” claims a cause, and is told another way to say it', (text) => {
  const found = causalWording(text);
  expect(found).toHaveLength(1);
  expect(found[0]!.instead).not.toBe('');
  expect(text.slice(found[0]!.at)).toContain(found[0]!.phrase);
});

test.each([
  'Their results in English were higher than in maths.',
  'Three students are due to start in May, and two are due to leave.',
  'Many thanks to the schools, and thanks to everyone who took part.',
  'The new policy is effective from 1 September.',
  'We work with the Youth Impact Fund.',
  'A course leading to university entrance.',
  'Attendance is a cause for concern; we looked into causes of absence.',
  'Mentors helped students to fill in their forms.',
  'Our programme works with three schools in Leeds.',
  'We cannot say whether mentoring made a difference.',
  'This report does not show that the programme caused the change.',
  'We make no causal claim.',
  'Students improved their attendance, and closed the gap to others.',
  'Our programme lead to date is Mo.',
])('“%s” claims none', (text) => {
  expect(causalWording(text)).toEqual([]);
});
