// A data table.
/** German for the templates of lesson 1 and of what all exercises share, by the English template. */
export const CONTENT_DE: Readonly<Record<string, string>> = {
  'What do you think now?': 'Was denkst du jetzt?',
  'Two questions about a scan. Answer what you think is so.':
    'Zwei Fragen zu einem Scan. Antworte, was du für richtig hältst.',
  'A scan says that port {dropped} is filtered. What is known?':
    'Ein Scan sagt, Port {dropped} sei filtered. Was weiß man?',
  'No service listens on port {dropped}.': 'Kein Dienst lauscht auf Port {dropped}.',
  'A port without a service answers with a reset, and is called closed. Here nothing came back, so nobody knows what is behind.':
    'Ein Port ohne Dienst antwortet mit einem Reset und heißt closed. Hier kam nichts zurück, also weiß niemand, was dahinter ist.',
  'Something on the way kept the answer back.': 'Etwas auf dem Weg hat die Antwort zurückgehalten.',
  'Yes. Silence, or an error message in place of an answer, says that something filters. It does not say what is behind the filter.':
    'Ja. Schweigen, oder eine Fehlermeldung statt einer Antwort, sagt, dass etwas filtert. Was hinter dem Filter ist, sagt es nicht.',
  'The machine is switched off.': 'Der Rechner ist ausgeschaltet.',
  'The other ports of the machine answer. It is only this port that says nothing.':
    'Die anderen Ports des Rechners antworten. Nur dieser eine Port sagt nichts.',
  'The same scan says that port {open} is open. What is known?':
    'Derselbe Scan sagt, Port {open} sei open. Was weiß man?',
  'Something took the first step of a connection.':
    'Etwas hat den ersten Schritt einer Verbindung angenommen.',
  'Yes: a SYN/ACK came back. What that something is, the scan has not asked.':
    'Ja: ein SYN/ACK kam zurück. Was dieses Etwas ist, hat der Scan nicht gefragt.',
  'There is a weak spot that should be closed.': 'Da ist eine Schwachstelle, die man schließen sollte.',
  'An open port is a door with somebody behind it. Every web server has one. Whether it is weak is another question.':
    'Ein offener Port ist eine Tür, hinter der jemand steht. Jeder Webserver hat eine. Ob er schwach ist, ist eine andere Frage.',
  'The program that nmap names runs there.': 'Dort läuft das Programm, das nmap nennt.',
  'The name in the table is looked up by number. Without -sV nobody has asked the program.':
    'Der Name in der Tabelle wird nach der Nummer nachgeschlagen. Ohne -sV hat niemand das Programm gefragt.',
  'Three ports, step by step': 'Drei Ports, Schritt für Schritt',
  'One scan of three ports. Go through it step by step, and watch where each port gets its state.':
    'Ein Scan von drei Ports. Geh ihn Schritt für Schritt durch und achte darauf, wo jeder Port seinen Zustand bekommt.',
  'The scanner sends a SYN to port 22: the first step of a connection.':
    'Der Scanner sendet ein SYN an Port 22: den ersten Schritt einer Verbindung.',
  'A service listens on 22, so the target takes the step: a SYN/ACK comes back.':
    'Auf 22 lauscht ein Dienst, also geht das Ziel darauf ein: ein SYN/ACK kommt zurück.',
  'A SYN/ACK means open. The reason says what was seen: syn-ack.':
    'Ein SYN/ACK heißt open. Der Grund sagt, was gesehen wurde: syn-ack.',
  'The same SYN goes to port 80.': 'Dasselbe SYN geht an Port 80.',
  'Nobody listens on 80. The target refuses with a reset, RST.':
    'Auf 80 lauscht niemand. Das Ziel lehnt mit einem Reset ab, RST.',
  'A reset means closed. The target has spoken: it is there, and it said no.':
    'Ein Reset heißt closed. Das Ziel hat gesprochen: es ist da, und es hat Nein gesagt.',
  'The same SYN goes to port 139.': 'Dasselbe SYN geht an Port 139.',
  'A rule of the firewall matches it, and drops it. Nobody is told.':
    'Eine Regel der Firewall trifft zu und verwirft es. Niemand erfährt davon.',
  'The scanner waits, asks once more, and waits again. Then it concludes: filtered, because nothing came back.':
    'Der Scanner wartet, fragt noch einmal und wartet wieder. Dann schließt er: filtered, weil nichts zurückkam.',
  'One blank': 'Eine Lücke',
  'The same kind of run, with a blank. No service listens on port {closed}, and no rule names it.':
    'Ein Lauf derselben Art, mit einer Lücke. Auf Port {closed} lauscht kein Dienst, und keine Regel nennt ihn.',
  'What comes back when the scanner sends a SYN to port {closed}?':
    'Was kommt zurück, wenn der Scanner ein SYN an Port {closed} sendet?',
  'A reset (RST)': 'Ein Reset (RST)',
  'Yes. Who has no listener for a SYN refuses it with a reset.':
    'Ja. Wer für ein SYN niemanden hat, der lauscht, lehnt es mit einem Reset ab.',
  Nothing: 'Nichts',
  'Nothing comes back only where something keeps it back. No rule does so here: the target itself says no.':
    'Nichts kommt nur dort zurück, wo etwas es aufhält. Hier tut das keine Regel: das Ziel selbst sagt Nein.',
  'A SYN/ACK': 'Ein SYN/ACK',
  'That would need a service that listens on the port. Look at the list of services.':
    'Dazu müsste ein Dienst auf dem Port lauschen. Sieh in die Liste der Dienste.',
  'So port {closed} is closed. What does the owner of the target have to do about it?':
    'Port {closed} ist also closed. Was muss der Besitzer des Ziels nun tun?',
  'Put a rule before it, so that nobody gets in.': 'Eine Regel davorsetzen, damit niemand hineinkommt.',
  'There is nothing to get into: nobody listens. A rule would hide only that.':
    'Es gibt nichts, wo man hineinkäme: niemand lauscht. Eine Regel würde nur das verbergen.',
  'Nothing: no program takes anything there.': 'Nichts: dort nimmt kein Programm etwas an.',
  'Yes. A closed port has no listener. Nothing that is sent to it reaches a program.':
    'Ja. Auf einem Port, der closed ist, lauscht niemand. Was man ihm sendet, erreicht kein Programm.',
  'Start the service again that has stopped.': 'Den Dienst neu starten, der angehalten hat.',
  'Perhaps there never was one. Closed says only that nobody listens now.':
    'Vielleicht gab es nie einen. Closed sagt nur, dass jetzt niemand lauscht.',
  'Predict, then run': 'Erst vorhersagen, dann scannen',
  'Say for each port which state the scan will find, and how sure you are. Then the scan runs.':
    'Sag für jeden Port, welchen Zustand der Scan finden wird, und wie sicher du bist. Dann läuft der Scan.',
  'Ask of each port: does a service listen there, on an address that the scanner can reach?':
    'Frag bei jedem Port: lauscht dort ein Dienst, und auf einer Adresse, die der Scanner erreicht?',
  'Then ask: does a rule of the firewall match the SYN?':
    'Frag dann: trifft eine Regel der Firewall auf das SYN zu?',
  'A service on 127.0.0.1 listens for its own machine only. For everybody else it is not there.':
    'Ein Dienst auf 127.0.0.1 lauscht nur für den eigenen Rechner. Für alle anderen ist er nicht da.',
  'Nothing stands in the way of {port}. The target answers with a reset, and that makes it {state}.':
    'Vor {port} steht nichts im Weg. Das Ziel antwortet mit einem Reset, und damit ist er {state}.',
  'Yes: the rule drops the SYN, nothing comes back, and {port} is {state}. That a service listens there cannot be seen.':
    'Ja: die Regel verwirft das SYN, nichts kommt zurück, und {port} ist {state}. Dass dort ein Dienst lauscht, sieht man nicht.',
  'A closed port answers. Here the rule drops the SYN and nobody answers: {port} is {state}.':
    'Ein Port, der closed ist, antwortet. Hier verwirft die Regel das SYN, und niemand antwortet: {port} ist {state}.',
  'A service listens, but the SYN never reaches it: the rule drops it. {port} is {state}.':
    'Ein Dienst lauscht, aber das SYN erreicht ihn nie: die Regel verwirft es. {port} ist {state}.',
  'Yes: the service listens on 127.0.0.1 only. For the network there is no listener, so a reset comes back: {state}.':
    'Ja: der Dienst lauscht nur auf 127.0.0.1. Für das Netz lauscht niemand, also kommt ein Reset zurück: {state}.',
  'The service listens on 127.0.0.1, for its own machine only. From the network {port} is {state}.':
    'Der Dienst lauscht auf 127.0.0.1, nur für den eigenen Rechner. Vom Netz aus ist {port} {state}.',
  'No rule names {port}. The service is bound to 127.0.0.1, so the target has no listener for you and says so: {state}.':
    'Keine Regel nennt {port}. Der Dienst ist an 127.0.0.1 gebunden, also lauscht für dich niemand, und das Ziel sagt es: {state}.',
  'Change one thing': 'Eines ändern',
  'One thing was changed: the rule is gone. Which state does each port have now?':
    'Eines wurde geändert: die Regel ist weg. Welchen Zustand hat jeder Port jetzt?',
  'The rule that drops port {dropped} was taken out.':
    'Die Regel, die Port {dropped} verwirft, wurde entfernt.',
  'Yes: the service was there all the time. Only now a SYN reaches it.':
    'Ja: der Dienst war die ganze Zeit da. Erst jetzt erreicht ihn ein SYN.',
  'A service listens on {port}, and nothing is in the way any more: it is {state}.':
    'Auf {port} lauscht ein Dienst, und nichts ist mehr im Weg: er ist {state}.',
  'The rule was the only filter. Without it {port} is {state}.':
    'Die Regel war der einzige Filter. Ohne sie ist {port} {state}.',
  'Yes: no rule ever named it. It is where the service listens that makes it {state}.':
    'Ja: keine Regel hat ihn je genannt. Er ist {state}, weil der Dienst nur dort lauscht, wo er lauscht.',
  'The service still listens on 127.0.0.1 only: {port} is {state}, firewall or not.':
    'Der Dienst lauscht noch immer nur auf 127.0.0.1: {port} ist {state}, mit Firewall oder ohne.',
  'Be the scanner': 'Sei der Scanner',
  'You are the scanner. For each port you see what was sent and what came back. Which state do you write down?':
    'Du bist der Scanner. Zu jedem Port siehst du, was gesendet wurde und was zurückkam. Welchen Zustand schreibst du auf?',
  'Make it so': 'Mach es so',
  'Change the rules of the target so that port {closed} is filtered and port {dropped} is open. Everything else stays as it is.':
    'Ändere die Regeln des Ziels so, dass Port {closed} filtered ist und Port {dropped} open. Alles andere bleibt, wie es ist.',
  'A port is filtered where a rule keeps the SYN back.':
    'Ein Port ist filtered, wo eine Regel das SYN zurückhält.',
  'The rule that is there names one port. Which one should it name?':
    'Die Regel, die da ist, nennt einen Port. Welchen sollte sie nennen?',
  'Open the view Firewall and put {closed} in the place of {dropped}.':
    'Öffne die Ansicht Firewall und setze {closed} an die Stelle von {dropped}.',
  'Port {closed} is filtered.': 'Port {closed} ist filtered.',
  'Port {closed} is filtered: nothing comes back.': 'Port {closed} ist filtered: nichts kommt zurück.',
  'Port {closed} still answers.': 'Port {closed} antwortet noch.',
  'Port {dropped} is open.': 'Port {dropped} ist open.',
  'Port {dropped} is open: its service can be reached.':
    'Port {dropped} ist open: sein Dienst ist zu erreichen.',
  'Port {dropped} is not open: does a rule still name it?':
    'Port {dropped} ist nicht open: nennt ihn noch eine Regel?',
  'Port {open} stays open.': 'Port {open} bleibt open.',
  'Port {open} is open, as before.': 'Port {open} ist open, wie zuvor.',
  'Port {open} was open, and is not any more: a rule matches too much.':
    'Port {open} war open und ist es nicht mehr: eine Regel trifft auf zu viel zu.',
  'Port {local} stays closed.': 'Port {local} bleibt closed.',
  'Port {local} is closed, as before.': 'Port {local} ist closed, wie zuvor.',
  'Port {local} was closed, and is not any more: a rule matches too much.':
    'Port {local} war closed und ist es nicht mehr: eine Regel trifft auf zu viel zu.',
  'The same on a real kernel': 'Dasselbe auf einem echten Kernel',
  'The lab six-states was built on a Linux machine with real rules, and scanned by our engine and by nmap.':
    'Das Labor six-states wurde auf einem Linux-Rechner mit echten Regeln gebaut und von unserem Scanner und von nmap gescannt.',
  'Port 8080 is closed in all three columns, though a service listens on 8080. What explains it?':
    'Port 8080 ist in allen drei Spalten closed, obwohl auf 8080 ein Dienst lauscht. Was erklärt das?',
  'The service is bound to 127.0.0.1.': 'Der Dienst ist an 127.0.0.1 gebunden.',
  'Yes. The kernel finds no listener for the address that the SYN was sent to, and resets.':
    'Ja. Der Kernel findet niemanden, der auf der Adresse lauscht, an die das SYN ging, und setzt zurück.',
  'A rule rejects port 8080.': 'Eine Regel weist Port 8080 ab.',
  'No rule of this lab names 8080. Look at the rules: the reset is the kernel’s own.':
    'Keine Regel dieses Labors nennt 8080. Sieh in die Regeln: der Reset ist der des Kernels selbst.',
  'The answer was lost on the way.': 'Die Antwort ging unterwegs verloren.',
  'A lost answer would be silence, and the port would be filtered. Here a reset came back.':
    'Eine verlorene Antwort wäre Schweigen, und der Port wäre filtered. Hier kam ein Reset zurück.',
  'The scans are wrong: where a service runs, the port is open.':
    'Die Scans irren sich: wo ein Dienst läuft, ist der Port open.',
  'Two scanners and a real kernel agree. A service runs, but not for this address.':
    'Zwei Scanner und ein echter Kernel sind sich einig. Ein Dienst läuft, aber nicht für diese Adresse.',
  'The first questions again': 'Noch einmal die ersten Fragen',
  '{service} on {address} only': '{service} nur auf {address}',
  'Not answered yet.': 'Noch nicht beantwortet.',
  'Yes: {port} is {state} ({reason}).': 'Ja: {port} ist {state} ({reason}).',
  'You said {guess}. It is {state} ({reason}).': 'Du sagst {guess}. Er ist {state} ({reason}).',
  'The line does not ask for {port}.': 'Die Zeile fragt nicht nach {port}.',
  'This line cannot be run here: {why}': 'Diese Zeile kann hier nicht laufen: {why}',
  'The lab file has a mistake: {why}': 'Die Labordatei hat einen Fehler: {why}',
  'Type a line of nmap on the scanner first.': 'Tippe zuerst eine nmap-Zeile auf dem Scanner.',
  'Only this may be changed: {allowed}. This was changed too: {changed}.':
    'Nur dies darf geändert werden: {allowed}. Geändert wurde auch: {changed}.',
  'Nothing was changed that had to stay.': 'Nichts wurde geändert, das bleiben musste.',
  'Yes: {right}.': 'Ja: {right}.',
  'You said {guess}. What happened: {right}.': 'Du sagst {guess}. Geschehen ist: {right}.',
  'There are steps left to look at.': 'Es gibt noch Schritte anzusehen.',
  'You have seen every step.': 'Du hast jeden Schritt gesehen.',
  'That is the smallest change: {lines} of the lab file.':
    'Das ist die kleinste Änderung: {lines} der Labordatei.',
  'It works, but {lines} of the lab file were changed where {least} would do.':
    'Es geht, aber {lines} der Labordatei wurden geändert, wo {least} reicht.',
};
