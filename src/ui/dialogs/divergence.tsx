export default function Divergence() {
  return null;
}
