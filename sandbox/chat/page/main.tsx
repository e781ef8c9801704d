import { render } from 'preact';
import { readBoot } from './api.ts';
import { startAddress } from './address.ts';
import { Apps } from './apps.tsx';
import 'adaptivecards/lib/adaptivecards.css';
import './styles/base.css';
import './styles/layout.css';
import './styles/sidebar.css';
import './styles/messages.css';
import './styles/files.css';
import './styles/composer.css';
import './styles/blocks.css';
import './styles/fields.css';
import './styles/figures.css';
import './styles/panels.css';
import './styles/teams.css';
import './styles/teams-cards.css';

async function open(page: Element): Promise<void> {
  const boot = await readBoot();
  const somebody = boot.people.find((person) => person.key === startAddress.as) ?? boot.people[0];
  if (somebody) render(<Apps boot={boot} somebody={somebody} />, page);
}

const page = document.querySelector('#page');
if (page) await open(page);
