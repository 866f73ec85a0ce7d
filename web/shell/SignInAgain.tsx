export default function SignInAgain(_: { email: string; userId: string }) {
  return null;
}
