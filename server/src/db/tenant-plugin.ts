import type { ColumnUpdateNode } from 'kysely';
import {
  AndNode,
  BinaryOperationNode,
  ColumnNode,
  OnNode,
  OperationNodeTransformer,
  OperatorNode,
  PrimitiveValueListNode,
  ReferenceNode,
  TableNode,
  ValueListNode,
  ValueNode,
  ValuesNode,
  WhereNode,
  type DeleteQueryNode,
  type InsertQueryNode,
  type JoinNode,
  type KyselyPlugin,
  type OperationNode,
  type SelectQueryNode,
  type UpdateQueryNode,
} from 'kysely';

/** Tables without a tenant_id of their own; `tenants` is its own tenant. */
const OWN_KEY: Readonly<Record<string, string>> = { tenants: 'id' };

/**
 * Adds `tenant_id = <tenant>` to every table of every statement (joins included), and the column to every insert, so that
 * nobody writes it by hand. Row security says the same again; a router of a distributed database reads only this one.
 */
class TenantTransformer extends OperationNodeTransformer {
  readonly #tenantId: number;

  constructor(tenantId: number) {
    super();
    this.#tenantId = tenantId;
  }

  protected override transformSelectQuery(node: SelectQueryNode): SelectQueryNode {
    const inner = super.transformSelectQuery(node);
    const conditions = (inner.from?.froms ?? [])
      .map((from) => this.#condition(from))
      .filter((c) => c !== null);
    return conditions.length === 0 ? inner : { ...inner, where: withConditions(inner.where, conditions) };
  }

  protected override transformJoin(node: JoinNode): JoinNode {
    const inner = super.transformJoin(node);
    const condition = this.#condition(inner.table);
    if (!condition) return inner;
    return {
      ...inner,
      on: inner.on ? OnNode.cloneWithOperation(inner.on, 'And', condition) : OnNode.create(condition),
    };
  }

  protected override transformUpdateQuery(node: UpdateQueryNode): UpdateQueryNode {
    const inner = super.transformUpdateQuery(node);
    const targets = [...(inner.table ? [inner.table] : []), ...(inner.from?.froms ?? [])];
    const conditions = targets.map((target) => this.#condition(target)).filter((c) => c !== null);
    return { ...inner, where: withConditions(inner.where, conditions) };
  }

  protected override transformDeleteQuery(node: DeleteQueryNode): DeleteQueryNode {
    const inner = super.transformDeleteQuery(node);
    const conditions = [...inner.from.froms, ...(inner.using?.tables ?? [])]
      .map((target) => this.#condition(target))
      .filter((c) => c !== null);
    return { ...inner, where: withConditions(inner.where, conditions) };
  }

  protected override transformInsertQuery(node: InsertQueryNode): InsertQueryNode {
    const inner = super.transformInsertQuery(node);
    const table = inner.into?.table.identifier.name;
    if (table === undefined || table in OWN_KEY) return inner;
    if (!inner.columns || !inner.values || !ValuesNode.is(inner.values)) {
      throw new Error(`insert into ${table}: only values are inserted through the tenant's connection`);
    }
    if (inner.columns.some((column) => column.column.name === 'tenant_id')) {
      throw new Error(`insert into ${table}: tenant_id is filled in, not given`);
    }
    const rows = inner.values.values.map((row) =>
      PrimitiveValueListNode.is(row)
        ? PrimitiveValueListNode.create([this.#tenantId, ...row.values])
        : ValueListNode.create([ValueNode.create(this.#tenantId), ...row.values]),
    );
    return {
      ...inner,
      columns: [ColumnNode.create('tenant_id'), ...inner.columns],
      values: ValuesNode.create(rows),
    };
  }

  protected override transformColumnUpdate(node: ColumnUpdateNode): ColumnUpdateNode {
    if (ColumnNode.is(node.column) && node.column.column.name === 'tenant_id') {
      throw new Error('tenant_id never changes');
    }
    return super.transformColumnUpdate(node);
  }

  /** `<table or alias>.tenant_id = <tenant>` for a table; null for a subquery (it carries its own) or a CTE's name. */
  #condition(target: OperationNode): OperationNode | null {
    const { table, name } = named(target);
    if (!table || table.table.identifier.name.startsWith('cte_')) return null;
    const column = OWN_KEY[table.table.identifier.name] ?? 'tenant_id';
    return BinaryOperationNode.create(
      ReferenceNode.create(ColumnNode.create(column), TableNode.create(name)),
      OperatorNode.create('='),
      ValueNode.create(this.#tenantId),
    );
  }
}

function named(target: OperationNode): { table: TableNode | null; name: string } {
  if (TableNode.is(target)) return { table: target, name: target.table.identifier.name };
  if (target.kind === 'AliasNode') {
    const alias = target as OperationNode & { node: OperationNode; alias: OperationNode & { name?: string } };
    if (TableNode.is(alias.node)) return { table: alias.node, name: alias.alias.name ?? '' };
  }
  return { table: null, name: '' };
}

function withConditions(where: WhereNode | undefined, conditions: readonly OperationNode[]): WhereNode {
  const [first, ...rest] = conditions;
  if (!first) throw new Error('a statement without a table');
  const all = rest.reduce<OperationNode>((left, right) => AndNode.create(left, right), first);
  return where ? WhereNode.cloneWithOperation(where, 'And', all) : WhereNode.create(all);
}

/** The plugin for one tenant's transaction. Names of common table expressions begin with `cte_`. */
export function tenantPlugin(tenantId: number): KyselyPlugin {
  const transformer = new TenantTransformer(tenantId);
  return {
    transformQuery: ({ node, queryId }) => transformer.transformNode(node, queryId),
    transformResult: async ({ result }) => result,
  };
}
