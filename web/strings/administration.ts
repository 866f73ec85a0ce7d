export const administration = {
  people: 'People',
};
