import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand, Menu as MenuData, MenuItem, ShellCommand } from '../rules/menu-template.ts';

export interface MenuHandlers {
  page(command: MenuCommand): void;
  shell(command: ShellCommand): void;
}

/** Puts the menus in place. */
export function showMenus(menus: readonly MenuData[], handlers: MenuHandlers): void {
  const template = menus.map(({ label, items }) => ({
    label,
    submenu: items.map((item) => nativeItem(item, handlers)),
  }));
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function nativeItem(item: MenuItem, handlers: MenuHandlers): MenuItemConstructorOptions {
  switch (item.kind) {
    case 'separator':
      return { type: 'separator' };
    case 'role':
      return { role: item.role };
    case 'submenu':
      return {
        label: item.label,
        enabled: item.items.length > 0,
        submenu: item.items.map((inner) => nativeItem(inner, handlers)),
      };
    case 'page':
      return { ...named(item), click: () => handlers.page(item.command) };
    case 'shell':
      return { ...named(item), click: () => handlers.shell(item.command) };
  }
}

function named({ label, accelerator }: { label: string; accelerator: string | null }) {
  return { label, ...(accelerator === null ? {} : { accelerator }) };
}
