/** Reads what a source file imports and which globals it uses, by its syntax tree. */
import ts from 'typescript';

/** The script part of a file: all of a .ts file, the script blocks of a .svelte one. */
export function scriptOf(file: string, text: string): string {
  if (!file.endsWith('.svelte')) return text;
  return [...text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map((block) => block[1]).join('\n;\n');
}

/** Every module specifier: static, type-only, re-exported and dynamic. */
export function specifiersOf(file: string, script: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    )
      found.push(node.moduleSpecifier.text);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      if (ts.isStringLiteral(node.argument.literal)) found.push(node.argument.literal.text);
    } else if (ts.isCallExpression(node) && isImportCall(node.expression)) {
      const argument = node.arguments[0];
      if (argument && ts.isStringLiteral(argument)) found.push(argument.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(parse(file, script));
  return found;
}

/** Global names used and not declared in the file, dotted by one member where there is one: `Math.random`, `process`. */
export function globalsOf(file: string, script: string): Set<string> {
  const used = new Set<string>();
  const declared = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const parent = node.parent;
      if (isDeclarationName(node)) declared.add(node.text);
      else if (ts.isPropertyAccessExpression(parent)) {
        if (parent.expression === node) used.add(node.text).add(`${node.text}.${parent.name.text}`);
      } else if (!ts.isPropertyAssignment(parent) || parent.initializer === node) used.add(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(parse(file, script));
  return new Set([...used].filter((name) => !declared.has(name.split('.')[0] ?? '')));
}

function parse(file: string, script: string): ts.SourceFile {
  return ts.createSourceFile(`${file}.ts`, script, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
}

function isImportCall(callee: ts.Expression): boolean {
  return (
    callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require')
  );
}

function isDeclarationName(node: ts.Identifier): boolean {
  const parent = node.parent as ts.Node & { name?: ts.Node };
  const declares =
    ts.isVariableDeclaration(parent) ||
    ts.isParameter(parent) ||
    ts.isBindingElement(parent) ||
    ts.isFunctionDeclaration(parent) ||
    ts.isClassDeclaration(parent) ||
    ts.isImportSpecifier(parent) ||
    ts.isImportClause(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isMethodSignature(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isTypeAliasDeclaration(parent) ||
    ts.isInterfaceDeclaration(parent);
  return declares && parent.name === node;
}
