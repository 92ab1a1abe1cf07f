// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/machine_words.h"

#include "ui/words/french_spaces.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace indaro::ui::words {

namespace {

using machine::Check;
using machine::Finding;
using machine::Verdict;

struct MachineTitleEntry
{
    Check check;
    const char *english;
    const char *french;
};

constexpr MachineTitleEntry MachineTitles[]{
    {Check::DiskHealth, "Is the disk healthy?", "Le disque est-il en bonne santé ?"},
    {Check::Room, "Is there room on the disk?", "Y a-t-il de la place sur le disque ?"},
    {Check::Clock, "Are date and hour right?", "La date et l’heure sont-elles justes ?"},
    {Check::Backup, "Is there a recent backup?", "Y a-t-il une sauvegarde récente ?"},
    {Check::DiskEncryption, "Is the disk encrypted?", "Le disque est-il chiffré ?"},
    {Check::Swap, "Is memory written to the disk (swap)?", "La mémoire est-elle écrite sur le disque (swap) ?"},
    {Check::Hibernation, "Does hibernation write everything to the disk?", "L’hibernation écrit-elle tout sur le disque ?"},
    {Check::TemporaryFiles, "Where do temporary files go?", "Où vont les fichiers temporaires ?"},
    {Check::PrintSpool, "Does the computer keep printed papers?", "L’ordinateur garde-t-il les papiers imprimés ?"},
    {Check::MemoryDumps, "Is memory written down when Indaro crashes?",
     "La mémoire est-elle écrite quand Indaro s’arrête brutalement ?"},
};

/// Steps are parted by line ends. %1 and %2: free and whole room in GiB.
struct MachineFindingEntry
{
    Finding finding;
    const char *english;
    const char *englishSteps;
    const char *french;
    const char *frenchSteps;
};

constexpr MachineFindingEntry MachineTable[]{
    {Finding::DiskGood, "The disk says that it is well.", "", "Le disque dit qu’il va bien.", ""},
    {Finding::DiskFailing,
     "The disk says that it is wearing out. It can stop on any day, and everything on it would be lost.",
     "Make a backup now, onto a stick or another disk: Settings, Backup, “Back up now…”.\n"
     "Check that backup: “Check a backup…”.\n"
     "Call whoever looks after your computers today: the disk must be exchanged. The old one is destroyed, not given away.\n"
     "Until then, make a backup every evening.",
     "Le disque dit qu’il s’use. Il peut s’arrêter d’un jour à l’autre, et tout ce qu’il contient serait perdu.",
     "Faites une sauvegarde maintenant, sur une clé USB ou un autre disque : Réglages, Sauvegarde.\n"
     "Vérifiez cette sauvegarde au même endroit.\n"
     "Appelez aujourd’hui la personne qui s’occupe de vos ordinateurs : le disque doit être changé. L’ancien est détruit, "
     "pas donné.\n"
     "D’ici là, faites une sauvegarde chaque soir."},
    {Finding::DiskHasErrors,
     "The system has found errors in what is written on the disk. It may be a power cut, or the disk wearing out.",
     "Make a backup now, onto a stick or another disk, and check it: Settings, Backup.\n"
     "Call whoever looks after your computers: the disk is checked while the computer starts (fsck), and its health is "
     "looked "
     "at.",
     "Le système a trouvé des erreurs dans ce qui est écrit sur le disque. C’est peut-être une coupure de courant, ou le "
     "disque "
     "qui s’use.",
     "Faites une sauvegarde maintenant, sur une clé USB ou un autre disque, et vérifiez-la : Réglages, Sauvegarde.\n"
     "Appelez la personne qui s’occupe de vos ordinateurs : le disque est vérifié au démarrage (fsck), et sa santé est "
     "regardée."},
    {Finding::DiskNotKnown,
     "Whether the disk is healthy cannot be told from here: the computer lets only its administrator ask, or the disk does "
     "not "
     "say it. This is no sign that it is well.",
     "Ask whoever looks after your computers to look twice a year: sudo indaro-cli machine (it needs the package "
     "smartmontools).\n"
     "Keep the daily backup switched on.",
     "D’ici, on ne peut pas savoir si le disque est en bonne santé : l’ordinateur ne laisse demander que son "
     "administrateur, ou "
     "le disque ne le dit pas. Cela ne veut pas dire qu’il va bien.",
     "Demandez à la personne qui s’occupe de vos ordinateurs de regarder deux fois par an : sudo indaro-cli machine (il "
     "faut "
     "le paquet smartmontools).\n"
     "Laissez la sauvegarde de chaque jour en marche."},
    {Finding::RoomGood, "There is room: %1 of %2 GiB are free.", "", "Il y a de la place : %1 Gio libres sur %2.", ""},
    {Finding::RoomLow, "The disk is filling up: %1 of %2 GiB are free. When it is full, nothing more can be saved.",
     "Empty the waste basket of the desktop.\n"
     "Move films, music and installers that are not needed onto a stick. Never touch the folder of Indaro.\n"
     "If that is not enough, ask whoever looks after your computers.",
     "Le disque se remplit : %1 Gio libres sur %2. Quand il est plein, plus rien ne peut être enregistré.",
     "Videz la corbeille du bureau.\n"
     "Déplacez sur une clé USB les films, la musique et les installateurs inutiles. Ne touchez jamais au dossier d’Indaro.\n"
     "Si cela ne suffit pas, demandez à la personne qui s’occupe de vos ordinateurs."},
    {Finding::RoomAlmostNone, "The disk is almost full: %1 of %2 GiB are free. What is typed next may not be saved.",
     "Empty the waste basket of the desktop now.\n"
     "Move films, music and installers that are not needed onto a stick. Never touch the folder of Indaro.\n"
     "Come back here and look again. Call whoever looks after your computers if this line stays.",
     "Le disque est presque plein : %1 Gio libres sur %2. Ce qui sera tapé ensuite risque de ne pas être enregistré.",
     "Videz maintenant la corbeille du bureau.\n"
     "Déplacez sur une clé USB les films, la musique et les installateurs inutiles. Ne touchez jamais au dossier d’Indaro.\n"
     "Revenez ici et regardez de nouveau. Appelez la personne qui s’occupe de vos ordinateurs si cette ligne reste."},
    {Finding::RoomNotKnown, "How much room is left on the disk could not be found out.",
     "Ask whoever looks after your computers.", "La place qui reste sur le disque n’a pas pu être trouvée.",
     "Demandez à la personne qui s’occupe de vos ordinateurs."},
    {Finding::ClockSynchronised, "The computer has compared its date and hour with a time server.", "",
     "L’ordinateur a comparé sa date et son heure avec un serveur de temps.", ""},
    {Finding::ClockPlausible,
     "The date fits all that this computer remembers. No time server was asked: compare the hour with a telephone now and "
     "then.",
     "",
     "La date correspond à tout ce dont cet ordinateur se souvient. Aucun serveur de temps n’a été consulté : comparez "
     "parfois l’heure avec un téléphone.",
     ""},
    {Finding::ClockImplausible,
     "The year of this computer cannot be right. Days that run out (a stay, a judgment, a backup) are counted wrongly.",
     "Look at the date of a telephone.\n"
     "Set date and hour in the settings of the computer, not in Indaro.\n"
     "If it is wrong again after the computer was off, its small battery is empty: ask whoever looks after your computers "
     "for a "
     "new one. It costs little.",
     "L’année de cet ordinateur ne peut pas être juste. Les délais (un séjour, un jugement, une sauvegarde) sont mal "
     "comptés.",
     "Regardez la date d’un téléphone.\n"
     "Réglez la date et l’heure dans les paramètres de l’ordinateur, pas dans Indaro.\n"
     "Si elles sont de nouveau fausses après un arrêt, la petite pile de l’ordinateur est vide : demandez-en une nouvelle à "
     "la "
     "personne qui s’occupe de vos ordinateurs. Elle coûte peu."},
    {Finding::ClockBehind,
     "The date of this computer is earlier than things that have happened already. Days that run out are counted wrongly.",
     "Look at the date of a telephone.\n"
     "Set date and hour in the settings of the computer, not in Indaro.\n"
     "If the date was right all along, it was wrong once before: tell whoever looks after your computers.\n"
     "If it is wrong again after the computer was off, its small battery is empty: ask for a new one.",
     "La date de cet ordinateur est plus ancienne que des choses déjà arrivées. Les délais sont mal comptés.",
     "Regardez la date d’un téléphone.\n"
     "Réglez la date et l’heure dans les paramètres de l’ordinateur, pas dans Indaro.\n"
     "Si la date était juste, c’est qu’elle a été fausse avant : dites-le à la personne qui s’occupe de vos ordinateurs.\n"
     "Si elle est de nouveau fausse après un arrêt, la petite pile de l’ordinateur est vide : demandez-en une nouvelle."},
    {Finding::ClockBatteryDead,
     "The clock that runs while the computer is off says another day. Its small battery is probably empty: after the next "
     "start "
     "the date may be wrong.",
     "After each start, compare the date with a telephone.\n"
     "Ask whoever looks after your computers for a new clock battery. It costs little.",
     "L’horloge qui marche quand l’ordinateur est éteint dit un autre jour. Sa petite pile est sans doute vide : au "
     "prochain "
     "démarrage la date peut être fausse.",
     "Après chaque démarrage, comparez la date avec un téléphone.\n"
     "Demandez une nouvelle pile d’horloge à la personne qui s’occupe de vos ordinateurs. Elle coûte peu."},
    {Finding::ClockNotKnown, "There is nothing this computer could compare its date with.",
     "Compare date and hour with a telephone.", "Cet ordinateur n’a rien avec quoi comparer sa date.",
     "Comparez la date et l’heure avec un téléphone."},
    {Finding::BackupRecent, "The last backup is less than a week old.", "", "La dernière sauvegarde a moins d’une semaine.",
     ""},
    {Finding::BackupOld,
     "The last backup is more than a week old. If this computer is stolen or breaks, everything since then is lost.",
     "Take a stick, and make a backup: Settings, Backup, “Back up now…”.\n"
     "Switch on the daily backup there.",
     "La dernière sauvegarde a plus d’une semaine. Si cet ordinateur est volé ou tombe en panne, tout ce qui a été fait "
     "depuis "
     "est perdu.",
     "Prenez une clé USB, et faites une sauvegarde : Réglages, Sauvegarde.\n"
     "Mettez-y en marche la sauvegarde de chaque jour."},
    {Finding::BackupNever, "There is no backup yet. If this computer is stolen or breaks, everything is lost.",
     "Take a stick, and make a backup: Settings, Backup, “Back up now…”.\n"
     "Switch on the daily backup there.",
     "Il n’y a pas encore de sauvegarde. Si cet ordinateur est volé ou tombe en panne, tout est perdu.",
     "Prenez une clé USB, et faites une sauvegarde : Réglages, Sauvegarde.\n"
     "Mettez-y en marche la sauvegarde de chaque jour."},
    {Finding::BackupNotKnown, "When the last backup was made was not looked up: that is kept inside the vault.",
     "Look in Indaro: Settings, Backup.",
     "La date de la dernière sauvegarde n’a pas été cherchée : elle est gardée dans le coffre.",
     "Regardez dans Indaro : Réglages, Sauvegarde."},
    {Finding::DiskEncrypted, "The disk is encrypted: who takes it out reads nothing.", "",
     "Le disque est chiffré : qui le démonte ne lit rien.", ""},
    {Finding::DiskPlain,
     "The disk of this computer is not encrypted. Indaro’s own file is, but a thief can read papers saved as PDF and the "
     "files of "
     "other programs.",
     "Save no paper with a name on this computer: print it.\n"
     "Ask whoever looks after your computers for full disk encryption (LUKS). The computer has to be installed anew for it: "
     "make "
     "and check a backup before.",
     "Le disque de cet ordinateur n’est pas chiffré. Le fichier d’Indaro l’est, mais un voleur peut lire les papiers "
     "enregistrés "
     "en PDF et les fichiers des autres programmes.",
     "N’enregistrez aucun papier avec un nom sur cet ordinateur : imprimez-le.\n"
     "Demandez à la personne qui s’occupe de vos ordinateurs le chiffrement complet du disque (LUKS). Il faut réinstaller "
     "l’ordinateur : faites et vérifiez une sauvegarde avant."},
    {Finding::DiskEncryptionNotKnown, "Whether the disk is encrypted could not be found out.",
     "Ask whoever looks after your computers: does the computer ask for a passphrase when it is switched on, before "
     "anything else?",
     "Il n’a pas été possible de savoir si le disque est chiffré.",
     "Demandez à la personne qui s’occupe de vos ordinateurs : l’ordinateur demande-t-il une phrase secrète dès l’allumage, "
     "avant "
     "toute autre chose ?"},
    {Finding::SwapNone, "Memory is not written to the disk.", "", "La mémoire n’est pas écrite sur le disque.", ""},
    {Finding::SwapEncrypted, "Memory is written to the disk encrypted only.", "",
     "La mémoire n’est écrite sur le disque que chiffrée.", ""},
    {Finding::SwapPlain,
     "When memory is short, this computer writes parts of it to the disk in the clear (swap). Names you have just read "
     "could be "
     "found there later by a thief.",
     "Show this to whoever looks after your computers.\n"
     "For them: switch swap off (sudo swapoff -a, and its line in /etc/fstab taken out), or have it encrypted with a new "
     "key at "
     "each start (/etc/crypttab), or use compressed memory in its place (package zram-tools).",
     "Quand la mémoire manque, cet ordinateur en écrit des parties en clair sur le disque (swap). Un voleur pourrait y "
     "trouver "
     "plus tard des noms que vous venez de lire.",
     "Montrez ceci à la personne qui s’occupe de vos ordinateurs.\n"
     "Pour elle : arrêter le swap (sudo swapoff -a, et retirer sa ligne de /etc/fstab), ou le chiffrer avec une clé "
     "nouvelle à "
     "chaque démarrage (/etc/crypttab), ou le remplacer par de la mémoire comprimée (paquet zram-tools)."},
    {Finding::SwapNotKnown, "Whether memory is written to the disk could not be found out.",
     "Ask whoever looks after your computers whether swap is off or encrypted.",
     "Il n’a pas été possible de savoir si la mémoire est écrite sur le disque.",
     "Demandez à la personne qui s’occupe de vos ordinateurs si le swap est arrêté ou chiffré."},
    {Finding::HibernationImpossible, "This computer cannot write its whole memory to the disk.", "",
     "Cet ordinateur ne peut pas écrire toute sa mémoire sur le disque.", ""},
    {Finding::HibernationEncrypted, "What hibernation writes is encrypted.", "", "Ce que l’hibernation écrit est chiffré.",
     ""},
    {Finding::HibernationPlain,
     "Hibernation (“suspend to disk”) would write the whole memory to the disk in the clear, an open vault and its keys "
     "too.",
     "Never choose hibernate in the menu of the computer: lock Indaro (Ctrl+L), then switch off.\n"
     "Show this to whoever looks after your computers.\n"
     "For them: sudo systemctl mask hibernate.target hybrid-sleep.target suspend-then-hibernate.target",
     "L’hibernation écrirait toute la mémoire en clair sur le disque, un coffre ouvert et ses clés aussi.",
     "Ne choisissez jamais l’hibernation dans le menu de l’ordinateur : verrouillez Indaro (Ctrl+L), puis éteignez.\n"
     "Montrez ceci à la personne qui s’occupe de vos ordinateurs.\n"
     "Pour elle : sudo systemctl mask hibernate.target hybrid-sleep.target suspend-then-hibernate.target"},
    {Finding::HibernationNotKnown, "Whether hibernation would write the memory in the clear could not be found out.",
     "Do not choose hibernate in the menu of the computer: lock Indaro (Ctrl+L), then switch off.",
     "Il n’a pas été possible de savoir si l’hibernation écrirait la mémoire en clair.",
     "Ne choisissez pas l’hibernation dans le menu de l’ordinateur : verrouillez Indaro (Ctrl+L), puis éteignez."},
    {Finding::TemporaryInMemory, "Temporary files stay in memory and are gone when the computer is off.", "",
     "Les fichiers temporaires restent en mémoire et disparaissent à l’arrêt.", ""},
    {Finding::TemporaryEncrypted, "Temporary files go to an encrypted disk.", "",
     "Les fichiers temporaires vont sur un disque chiffré.", ""},
    {Finding::TemporaryPlain,
     "Temporary files go to a disk that is not encrypted. A paper passes through there, in the clear, on its way to the "
     "printer, "
     "and is deleted; a thief with time may find traces.",
     "Show this to whoever looks after your computers.\n"
     "For them: encrypt the disk, or keep /tmp in memory (systemctl enable tmp.mount, where systemd brings that unit).",
     "Les fichiers temporaires vont sur un disque qui n’est pas chiffré. Un papier y passe en clair avant l’imprimante, "
     "puis est "
     "effacé ; un voleur qui a du temps peut en trouver des traces.",
     "Montrez ceci à la personne qui s’occupe de vos ordinateurs.\n"
     "Pour elle : chiffrer le disque, ou garder /tmp en mémoire (systemctl enable tmp.mount, là où systemd apporte cette "
     "unité)."},
    {Finding::TemporaryNotKnown, "Where temporary files go could not be found out.",
     "Ask whoever looks after your computers whether the disk is encrypted.",
     "Il n’a pas été possible de savoir où vont les fichiers temporaires.",
     "Demandez à la personne qui s’occupe de vos ordinateurs si le disque est chiffré."},
    {Finding::SpoolNoService, "There is no print service on this computer.", "",
     "Il n’y a pas de service d’impression sur cet ordinateur.", ""},
    {Finding::SpoolKeepsNothing,
     "The print service deletes each paper when it is printed. What the printer itself keeps is not in Indaro’s power.", "",
     "Le service d’impression efface chaque papier une fois imprimé. Ce que l’imprimante elle-même garde n’est pas au "
     "pouvoir "
     "d’Indaro.",
     ""},
    {Finding::SpoolKeepsPapers,
     "The print service keeps a copy of every printed paper on the disk, in the clear, for a day or longer. Indaro asks it "
     "not "
     "to, but it need not obey.",
     "Show this to whoever looks after your computers.\n"
     "For them: write the lines “PreserveJobFiles No” and “PreserveJobHistory No” into /etc/cups/cupsd.conf, then: sudo "
     "systemctl "
     "restart cups\n"
     "A large printer or a copier may have a disk of its own: ask who looks after it. A small printer beside the computer "
     "has "
     "none.",
     "Le service d’impression garde sur le disque une copie en clair de chaque papier imprimé, un jour ou plus. Indaro "
     "demande de "
     "ne pas le faire, mais il n’est pas obligé d’obéir.",
     "Montrez ceci à la personne qui s’occupe de vos ordinateurs.\n"
     "Pour elle : écrire les lignes « PreserveJobFiles No » et « PreserveJobHistory No » dans /etc/cups/cupsd.conf, puis : "
     "sudo "
     "systemctl restart cups\n"
     "Une grande imprimante ou un copieur peut avoir son propre disque : demandez à qui s’en occupe. Une petite imprimante "
     "à côté "
     "de l’ordinateur n’en a pas."},
    {Finding::SpoolNotKnown,
     "Whether the print service keeps printed papers could not be found out: its settings may not be read, or it runs on "
     "another computer.",
     "Ask whoever looks after your computers: in /etc/cups/cupsd.conf there should be “PreserveJobFiles No” and "
     "“PreserveJobHistory "
     "No”.",
     "Il n’a pas été possible de savoir si le service d’impression garde les papiers : ses réglages ne peuvent pas être "
     "lus, ou il marche sur un autre ordinateur.",
     "Demandez à la personne qui s’occupe de vos ordinateurs : dans /etc/cups/cupsd.conf il devrait y avoir « "
     "PreserveJobFiles No » "
     "et « PreserveJobHistory No »."},
    {Finding::DumpsNone, "When Indaro crashes, nothing of its memory is written down.", "",
     "Quand Indaro s’arrête brutalement, rien de sa mémoire n’est écrit.", ""},
    {Finding::DumpsMemory, "When Indaro crashes, its memory may be written to a file, with what was on the screen.",
     "Show this to whoever looks after your computers: somebody has changed how Indaro is started.",
     "Quand Indaro s’arrête brutalement, sa mémoire peut être écrite dans un fichier, avec ce qui était à l’écran.",
     "Montrez ceci à la personne qui s’occupe de vos ordinateurs : la manière dont Indaro démarre a été changée."},
    {Finding::DumpsNotKnown, "Whether memory is written down when Indaro crashes could not be found out.",
     "Ask whoever looks after your computers to switch off crash reports.",
     "Il n’a pas été possible de savoir si la mémoire est écrite quand Indaro s’arrête brutalement.",
     "Demandez à la personne qui s’occupe de vos ordinateurs d’arrêter les rapports de plantage."},
};

QString said(const char *english, const char *french, const QString &language)
{
    return language == "fr"_L1 ? withFrenchSpaces(QString::fromUtf8(french)) : QString::fromUtf8(english);
}

QString gibibytes(std::uint64_t bytes, const QString &language)
{
    const QLocale locale(language == "fr"_L1 ? QLocale::French : QLocale::English);
    return locale.toString(double(bytes) / double(std::uint64_t{1} << 30), 'f', 1);
}

QString stateOf(Verdict verdict, const QString &language)
{
    switch (verdict) {
    case Verdict::Good:
        return said("good", "bien", language);
    case Verdict::ToDo:
        return said("to do", "à faire", language);
    case Verdict::NotKnown:
        break;
    }
    return said("not known", "on ne sait pas", language);
}

} // namespace

MachineWords textOf(const machine::Result &result, const QString &language)
{
    MachineWords words;
    words.state = stateOf(result.verdict, language);
    for (const MachineTitleEntry &title : MachineTitles) {
        if (title.check == result.check)
            words.title = said(title.english, title.french, language);
    }
    for (const MachineFindingEntry &entry : MachineTable) {
        if (entry.finding != result.finding)
            continue;
        words.what = said(entry.english, entry.french, language);
        if (result.room)
            words.what = words.what.arg(gibibytes(result.room->free, language), gibibytes(result.room->total, language));
        words.steps = said(entry.englishSteps, entry.frenchSteps, language).split(u'\n', Qt::SkipEmptyParts);
    }
    return words;
}

} // namespace indaro::ui::words
