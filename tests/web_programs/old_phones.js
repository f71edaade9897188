// What the oldest browsers that we promise do not know, in the scripts and styles named as arguments.
// Prints one JSON object: for each file, every such thing with the browsers that lack it. What a
// browser knows is read from MDN's tables, by name: of a property, value, unit, function, selector
// or rule of a style, and of a name after a dot, a global or an event in a script. A name that many
// things share is taken to be known where one of them is.
import { readFileSync } from "node:fs";
import { basename, extname } from "node:path";
import { parse } from "acorn";
import { full } from "acorn-walk";
import { parse as parseStyle, walk } from "css-tree";

const tables = JSON.parse(readFileSync(new URL(import.meta.resolve("@mdn/browser-compat-data"))));
const OLDEST = { chrome: 90, chrome_android: 90, safari: 14, safari_ios: 14 };
// The syntax that all of them read.
const SCRIPT = 2021;
const LOOKS_BEHIND = /\(\?<[=!]/;

function since(statement) {
  const version = statement.version_added;
  return typeof version === "string" ? Number.parseFloat(version.replace("≤", "")) : Infinity;
}
function knows(entry, browser, prefix = "") {
  return [entry.support[browser] ?? []].flat().some((statement) =>
    (statement.prefix ?? "") === prefix && !statement.alternative_name && !statement.flags &&
    since(statement) <= OLDEST[browser] && !(Number.parseFloat(statement.version_removed) <= OLDEST[browser]));
}
// Who lacks all of these; nobody where there are none: a name that stands in no table is our own.
function lacking(entries, prefix) {
  const told = entries.filter(Boolean);
  const all = Object.keys(OLDEST);
  return told.length ? all.filter((each) => !told.some((entry) => knows(entry, each, prefix))) : [];
}
function byName(...roots) {
  const found = new Map();
  const visit = (name, node) => {
    if (node.__compat) { found.set(name, [...(found.get(name) ?? []), node.__compat]); }
    for (const [key, child] of Object.entries(node)) { if (key !== "__compat") { visit(key, child); } }
  };
  for (const root of roots) { for (const [key, child] of Object.entries(root)) { visit(key, child); } }
  return found;
}

const { properties, selectors, types, "at-rules": rules } = tables.css;
const typesByName = byName(types);
// Units that the tables keep under one name for many.
const UNITS = [
  [/^dv/, "viewport_percentage_units_dynamic"], [/^sv/, "viewport_percentage_units_small"],
  [/^lv/, "viewport_percentage_units_large"], [/^cq/, "container_query_length_units"],
];
function unitCalled(name) { return UNITS.find(([shape]) => shape.test(name))?.[1] ?? name; }
const scriptByName = byName(tables.api, tables.javascript.builtins);

function* ofStyle(text) {
  const tree = parseStyle(text, { positions: true, onParseError: (error) => { throw error; } });
  const found = [];
  const tell = (what, node, entries, prefix) => found.push([what, node.loc.start.line, lacking(entries, prefix)]);
  walk(tree, {
    visit: "Rule",
    enter(rule) {
      if (this.atrule?.name === "supports") { return; }
      declarations(rule, tell);
    },
  });
  walk(tree, function (node) {
    if (this.atrule?.name === "supports") { return; }
    if (node.type === "Atrule") { tell(`@${node.name}`, node, [rules[node.name]?.__compat]); }
    if (node.type === "Feature") { tell(`(${node.name})`, node, [rules.media[node.name]?.__compat]); }
    if (/^Pseudo/.test(node.type)) {
      const name = node.name.replace(/^-(webkit|moz)-/, "");
      tell(`:${name}`, node, [selectors[name]?.__compat]);
    }
  });
  yield* found;
}
function declarations(rule, tell) {
  const all = rule.block.children.toArray().filter((each) => each.type === "Declaration");
  const isGrid = all.some((each) => each.property === "display" && /grid/.test(textOf(each)));
  for (const each of all) {
    const name = each.property;
    if (name.startsWith("--") || name.startsWith("-")) { continue; }
    const prefix = all.find((other) => other.property.endsWith(`-${name}`) && other.property.startsWith("-"));
    const entry = properties[name];
    const before = prefix ? prefix.property.slice(0, -name.length) : "";
    const missed = lacking([entry?.__compat]);
    const withPrefix = before ? lacking([entry?.__compat], before) : missed;
    if (missed.some((one) => withPrefix.includes(one))) { tell(name, each, [entry?.__compat]); }
    if (!entry) { tell(`${name}, which no table knows`, each, [{ support: {} }]); continue; }
    if (/^(row-|column-)?gap$/.test(name) && !isGrid) { tell("gap, but in a grid", each, [entry.flex_context?.__compat ?? properties.gap.flex_context.__compat]); }
    values(each, entry, tell);
  }
}
function textOf(declaration) {
  const words = [];
  walk(declaration, (node) => { if (node.type === "Identifier") { words.push(node.name); } });
  return words.join(" ");
}
function values(declaration, entry, tell) {
  walk(declaration.value, (node) => {
    if (node.type === "Identifier") { tell(`${declaration.property}: ${node.name}`, node, [entry[node.name]?.__compat]); }
    if (node.type === "Function") { tell(`${node.name}()`, node, typesByName.get(node.name) ?? []); }
    if (node.type === "Dimension") { tell(`1${node.unit}`, node, typesByName.get(unitCalled(node.unit)) ?? []); }
  });
}

function* ofScript(text) {
  let tree;
  try { tree = parse(text, { ecmaVersion: SCRIPT, locations: true }); }
  catch (error) { yield [`syntax: ${error.message}`, error.loc.line, Object.keys(OLDEST)]; return; }
  const found = [];
  const tell = (what, node, name) => found.push([what, node.loc.start.line, lacking(scriptByName.get(name) ?? [])]);
  full(tree, (node) => {
    if (node.type === "MemberExpression") {
      const name = node.computed ? node.property.value : node.property.name;
      if (typeof name === "string") { tell(`.${name}`, node, name); }
    }
    if (node.type === "Identifier") {
      const entry = tables.api[node.name] ?? tables.javascript.builtins[node.name];
      found.push([node.name, node.loc.start.line, lacking([entry?.__compat])]);
    }
    if (node.type === "CallExpression" && node.callee.property?.name === "addEventListener") {
      const kind = node.arguments[0].value;
      tell(`event ${kind}`, node, `${kind}_event`);
    }
    if (node.type === "Literal" && LOOKS_BEHIND.test(node.regex?.pattern ?? node.value)) {
      found.push(["a look behind", node.loc.start.line, ["safari", "safari_ios"]]);
    }
  });
  yield* found;
}

const READERS = { ".css": ofStyle, ".js": ofScript };
const all = {};
for (const path of process.argv.slice(2)) {
  const seen = (all[basename(path)] = {});
  for (const [what, line, lack] of READERS[extname(path)](readFileSync(path, "utf8"))) {
    if (lack.length) { (seen[what] ??= { lacking: lack, lines: [] }).lines.push(line); }
  }
}
process.stdout.write(JSON.stringify(all, null, 1));
