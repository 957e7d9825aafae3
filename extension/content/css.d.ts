// A style sheet as text, for shadow roots: `import sheet from "./x.css" with { type: "text" }`.
declare module "*.css" {
  const sheet: string;
  export default sheet;
}
