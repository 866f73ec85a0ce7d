import type { Random } from './random.ts';

/** Names as they stand together on a register in Britain: given names and family names of one background. */
interface Background {
  /** How often, in a hundred. */
  share: number;
  /** Codes of the school census that go with it. */
  ethnicity: readonly string[];
  /** How often another language is spoken at home. */
  otherLanguage: number;
  girls: readonly string[];
  boys: readonly string[];
  families: readonly string[];
}

const words = (text: string) => text.split(' ');

const backgrounds: readonly Background[] = [
  {
    share: 38,
    ethnicity: ['WBRI'],
    otherLanguage: 0,
    girls: words(
      'Amelia Chloe Ellie Evie Freya Grace Holly Isla Jessica Libby Lucy Maisie Megan Millie Molly Phoebe Poppy Ruby Scarlett Tilly',
    ),
    boys: words(
      'Alfie Archie Callum Charlie Connor Ethan Finley George Harrison Harvey Jack Jake Joshua Lewis Logan Mason Oliver Riley Tyler Zac',
    ),
    families: words(
      'Atkinson Barlow Bennett Booth Bradshaw Brook Clegg Crossley Dawson Ellis Firth Gibson Greenwood Hartley Holroyd Kershaw Lockwood Marsden Naylor Ogden Parkin Pickles Rowbotham Schofield Sutcliffe Thornton Walker Whitaker Woodhead Wright',
    ),
  },
  {
    share: 3,
    ethnicity: ['WBRI'],
    otherLanguage: 0.2,
    girls: words('Carys Ffion Mali Seren Catrin Eilidh Iona Skye Niamh Aoife'),
    boys: words('Dylan Rhys Owain Ioan Euan Fraser Lachlan Ruairi Cian Oisín'),
    families: words("Bowen Griffiths Llewellyn Prosser Pugh Campbell MacLeod Sinclair Doherty O'Connor Gallagher"),
  },
  {
    share: 14,
    ethnicity: ['APKN'],
    otherLanguage: 0.6,
    girls: words('Aisha Aliza Amina Ayesha Eshal Fatima Hafsa Iqra Laiba Mariam Noor Sana Zainab Zara'),
    boys: words('Adam Ali Bilal Eesa Hamza Haris Ibrahim Ismail Mohammed Mustafa Rayyan Umar Yusuf Zayn'),
    families: words('Ahmed Akhtar Ashraf Aziz Butt Hussain Iqbal Khan Mahmood Malik Mirza Nawaz Qureshi Rafiq Shah Sheikh'),
  },
  {
    share: 6,
    ethnicity: ['ABAN'],
    otherLanguage: 0.7,
    girls: words('Anika Fahmida Maisha Nusrat Samiha Sumaiya Tahmina Tasnim'),
    boys: words('Abir Fahim Mahdi Nayeem Rahat Sajid Tahmid Zakir'),
    families: words('Ali Begum Chowdhury Hoque Islam Miah Rahman Uddin'),
  },
  {
    share: 6,
    ethnicity: ['AIND'],
    otherLanguage: 0.4,
    girls: words('Anjali Diya Gurleen Harleen Jasmin Kavya Priya Simran'),
    boys: words('Aarav Arjun Dev Gurpreet Harjit Kiran Rohan Vivaan'),
    families: words('Bains Dhillon Gill Kaur Mistry Patel Sandhu Sharma Sidhu Singh'),
  },
  {
    share: 9,
    ethnicity: ['BAFR'],
    otherLanguage: 0.5,
    girls: words('Abena Adaeze Amaka Ayaan Esi Hodan Ifeoma Kemi Sagal Temi Wanjiru Zawadi'),
    boys: words('Abdi Chidi Emeka Femi Kofi Kwame Liban Mahad Obinna Samuel Tendai Tunde'),
    families: words('Abdi Adeyemi Asante Balogun Boateng Chikwanda Eze Farah Hassan Mensah Moyo Mwangi Nwosu Okafor Osei Warsame'),
  },
  {
    share: 5,
    ethnicity: ['BCRB', 'MWBC'],
    otherLanguage: 0,
    girls: words('Amara Jada Kiana Leticia Naomi Renée Shanice Tiana'),
    boys: words('Dante Isaiah Jerome Kai Malachi Marcus Reece Tyrese'),
    families: words('Bailey Campbell Clarke Francis Grant Henry Joseph Pinnock Reid Samuels'),
  },
  {
    share: 8,
    ethnicity: ['WOTH'],
    otherLanguage: 0.85,
    girls: words('Alicja Andreea Daria Gabija Ilinca Julia Maja Oksana Sofiia Zofia'),
    boys: words('Andrei Bogdan Dawid Dmytro Filip Jakub Kacper Luca Matei Oleksandr'),
    families: words('Bondarenko Dumitru Ionescu Kamiński Kowalczyk Kovalenko Lewandowska Munteanu Nowak Popescu Wójcik Zielińska'),
  },
  {
    share: 3,
    ethnicity: ['WOTH', 'OOTH'],
    otherLanguage: 0.8,
    girls: words('Beatriz Defne Elif Inês Layla Maryam Rojin Yara'),
    boys: words('Baran Diogo Emir Kerem Omar Rui Tariq Zana'),
    families: ['Al-Khalili', 'Demir', 'dos Santos', 'Ferreira', 'Haddad', 'Karim', 'Mahmoudi', 'Yılmaz'],
  },
  {
    share: 3,
    ethnicity: ['CHNE', 'AOTH'],
    otherLanguage: 0.7,
    girls: words('Angel Bích Grace Hana Jia Linh Mei Xin'),
    boys: words('Bao Duc Hao Jun Kenji Minh Vincent Wei'),
    families: words('Chan Cheung Gurung Lam Nguyen Rai Tran Wong Zhang'),
  },
  {
    share: 5,
    ethnicity: ['MWAS', 'MWBA', 'MWBC', 'MOTH'],
    otherLanguage: 0.15,
    girls: words('Aaliyah Amber Elena Imani Jasmine Lena Maya Sienna'),
    boys: words('Caleb Elijah Jamal Jude Leo Micah Noah Theo'),
    families: ['Ahmed-Walsh', 'Bennett-Osei', 'Carter', 'Duffy', 'Fletcher', 'Khan-Murray', 'Lawson', 'Sharma-Lowe'],
  },
];

export interface Person {
  givenName: string;
  familyName: string;
  preferredName: string | null;
  ethnicity: string;
  otherLanguage: boolean;
}

const shares = Object.fromEntries(backgrounds.map(({ share }, index) => [String(index), share]));
const short: Record<string, string> = {
  Jessica: 'Jess',
  Mohammed: 'Mo',
  Oleksandr: 'Sasha',
  Samuel: 'Sam',
  Joshua: 'Josh',
  Zainab: 'Zee',
  Adaeze: 'Ada',
};

export function person(random: Random): Person {
  const background = backgrounds[Number(random.weighted(shares))] as Background;
  const givenName = random.pick(random.chance(0.5) ? background.girls : background.boys);
  const usual = short[givenName];
  return {
    givenName,
    familyName: random.pick(background.families),
    preferredName: usual !== undefined && random.chance(0.7) ? usual : null,
    ethnicity: random.pick(background.ethnicity),
    otherLanguage: random.chance(background.otherLanguage),
  };
}
