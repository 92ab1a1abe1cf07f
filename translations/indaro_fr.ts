<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_BI">
 <context>
  <name>AccountsSection</name>
  <message>
   <source>%1 (you)</source>
   <translation>%1 (vous)</translation>
  </message>
  <message>
   <source>%1 (switched off)</source>
   <translation>%1 (désactivé)</translation>
  </message>
  <message>
   <source>Switch on</source>
   <translation>Activer</translation>
  </message>
  <message>
   <source>Switch off</source>
   <translation>Désactiver</translation>
  </message>
  <message>
   <source>Choose a name for the account.</source>
   <translation>Choisissez un nom pour le compte.</translation>
  </message>
  <message>
   <source>The account can sign in now.</source>
   <translation>Le compte peut maintenant ouvrir le coffre.</translation>
  </message>
  <message>
   <source>Your passphrase is changed. Backups made before still open with the former one.</source>
   <translation>Votre phrase secrète est changée. Les sauvegardes faites avant s’ouvrent encore avec l’ancienne.</translation>
  </message>
  <message>
   <source>The account can no longer sign in.</source>
   <translation>Le compte ne peut plus ouvrir le coffre.</translation>
  </message>
  <message>
   <source>The account is switched on and signs in with its passphrase as before.</source>
   <translation>Le compte est activé et s’ouvre avec sa phrase secrète comme avant.</translation>
  </message>
  <message>
   <source>Removing needs the passphrase of a second person, and there is no other account. Add one, or switch this account off.</source>
   <translation>Supprimer demande la phrase secrète d’une seconde personne, et il n’y a pas d’autre compte. Ajoutez-en un, ou désactivez celui-ci.</translation>
  </message>
  <message>
   <source>The account “%1” is removed for good and the key of the vault is changed.</source>
   <translation>Le compte « %1 » est supprimé définitivement et la clé du coffre est changée.</translation>
  </message>
  <message>
   <source>The account is removed. Older backups still open with its passphrase: replace them soon.</source>
   <translation>Le compte est supprimé. Les anciennes sauvegardes s’ouvrent encore avec sa phrase secrète : remplacez-les bientôt.</translation>
  </message>
  <message>
   <source>Accounts</source>
   <translation>Comptes</translation>
  </message>
  <message>
   <source>Everybody signs in with an account of their own, so that the history says who changed what.</source>
   <translation>Chacun ouvre le coffre avec son propre compte, pour que l’historique dise qui a changé quoi.</translation>
  </message>
  <message>
   <source>Add an account</source>
   <translation>Ajouter un compte</translation>
  </message>
  <message>
   <source>Change my passphrase</source>
   <translation>Changer ma phrase secrète</translation>
  </message>
  <message>
   <source>Remove…</source>
   <translation>Supprimer…</translation>
  </message>
  <message>
   <source>Name of the account</source>
   <translation>Nom du compte</translation>
  </message>
  <message>
   <source>It is readable before signing in: initials or a nickname will do, no full name.</source>
   <translation>Il est lisible avant l’ouverture : des initiales ou un surnom suffisent, pas de nom complet.</translation>
  </message>
  <message>
   <source>Present passphrase</source>
   <translation>Phrase secrète actuelle</translation>
  </message>
  <message>
   <source>Second person</source>
   <translation>Seconde personne</translation>
  </message>
  <message>
   <source>Passphrase of the second person</source>
   <translation>Phrase secrète de la seconde personne</translation>
  </message>
  <message>
   <source>Add the account</source>
   <translation>Ajouter le compte</translation>
  </message>
  <message>
   <source>Change the passphrase</source>
   <translation>Changer la phrase secrète</translation>
  </message>
  <message>
   <source>Remove for good</source>
   <translation>Supprimer définitivement</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Annuler</translation>
  </message>
 </context>
 <context>
  <name>AdmitPage</name>
  <message>
   <source>Admit a person</source>
   <translation>Admettre une personne</translation>
  </message>
 </context>
 <context>
  <name>CaseFilePage</name>
  <message>
   <source>File</source>
   <translation>Dossier</translation>
  </message>
 </context>
 <context>
  <name>ErrorText</name>
  <message>
   <source>Nothing is lost.</source>
   <translation>Rien n’est perdu.</translation>
  </message>
  <message>
   <source>The last change was not saved; everything before it is.</source>
   <translation>Le dernier changement n’est pas enregistré ; tout ce qui précède l’est.</translation>
  </message>
  <message>
   <source>Your data has not been changed.</source>
   <translation>Vos données n’ont pas été changées.</translation>
  </message>
  <message>
   <source>Try again; if it happens again, note the code at the end of this message and tell your support.</source>
   <translation>Essayez encore ; si cela se reproduit, notez le code à la fin de ce message et dites-le à votre assistance.</translation>
  </message>
  <message>
   <source>The file is not there any more.</source>
   <translation>Le fichier n’est plus là.</translation>
  </message>
  <message>
   <source>Check that the USB stick is plugged in and choose the file again.</source>
   <translation>Vérifiez que la clé USB est branchée et choisissez de nouveau le fichier.</translation>
  </message>
  <message>
   <source>The file cannot be read.</source>
   <translation>Le fichier ne peut pas être lu.</translation>
  </message>
  <message>
   <source>Check that you may open it, or choose another file.</source>
   <translation>Vérifiez que vous avez le droit de l’ouvrir, ou choisissez un autre fichier.</translation>
  </message>
  <message>
   <source>Nothing can be written in this place.</source>
   <translation>Rien ne peut être écrit à cet endroit.</translation>
  </message>
  <message>
   <source>Choose another folder, or check that the disk or USB stick is not write-protected.</source>
   <translation>Choisissez un autre dossier, ou vérifiez que le disque ou la clé USB n’est pas protégé en écriture.</translation>
  </message>
  <message>
   <source>The disk is full.</source>
   <translation>Le disque est plein.</translation>
  </message>
  <message>
   <source>Free some space on the disk, then try again.</source>
   <translation>Libérez de la place sur le disque, puis essayez encore.</translation>
  </message>
  <message>
   <source>The file is too large to be opened safely.</source>
   <translation>Le fichier est trop grand pour être ouvert sans risque.</translation>
  </message>
  <message>
   <source>Check that it is the right file.</source>
   <translation>Vérifiez que c’est le bon fichier.</translation>
  </message>
  <message>
   <source>The encryption of this computer could not be started.</source>
   <translation>Le chiffrement n’a pas pu démarrer sur cet ordinateur.</translation>
  </message>
  <message>
   <source>Install the program again; nothing is opened without encryption.</source>
   <translation>Réinstallez le programme ; rien n’est ouvert sans chiffrement.</translation>
  </message>
  <message>
   <source>A key or a sealed piece of data has the wrong form.</source>
   <translation>Une clé ou une donnée scellée n’a pas la bonne forme.</translation>
  </message>
  <message>
   <source>A sealed piece of data has been changed or damaged.</source>
   <translation>Une donnée scellée a été modifiée ou endommagée.</translation>
  </message>
  <message>
   <source>Use another copy, for example the newest backup.</source>
   <translation>Utilisez une autre copie, par exemple la sauvegarde la plus récente.</translation>
  </message>
  <message>
   <source>There is not enough free memory to check the passphrase.</source>
   <translation>Il n’y a pas assez de mémoire libre pour vérifier la phrase secrète.</translation>
  </message>
  <message>
   <source>Close other programs, then try again.</source>
   <translation>Fermez d’autres programmes, puis essayez encore.</translation>
  </message>
  <message>
   <source>The key settings stored in this folder are outside the safe limits; the file may have been tampered with.</source>
   <translation>Les réglages de clé de ce dossier sont hors des limites sûres ; le fichier a peut-être été trafiqué.</translation>
  </message>
  <message>
   <source>Do not type your passphrase here. Restore the newest backup.</source>
   <translation>Ne tapez pas votre phrase secrète ici. Restaurez la sauvegarde la plus récente.</translation>
  </message>
  <message>
   <source>The encrypted database engine is missing on this computer.</source>
   <translation>Le moteur de base de données chiffrée manque sur cet ordinateur.</translation>
  </message>
  <message>
   <source>Install the program again with its own package.</source>
   <translation>Réinstallez le programme avec son propre paquet.</translation>
  </message>
  <message>
   <source>The encrypted database engine on this computer is too old.</source>
   <translation>Le moteur de base de données chiffrée de cet ordinateur est trop ancien.</translation>
  </message>
  <message>
   <source>Install the program again with its own package; version 4.6 or newer of SQLCipher is needed.</source>
   <translation>Réinstallez le programme avec son propre paquet ; SQLCipher 4.6 ou plus récent est nécessaire.</translation>
  </message>
  <message>
   <source>The data file is not encrypted, so it is not ours and was not opened.</source>
   <translation>Le fichier de données n’est pas chiffré : ce n’est pas le nôtre et il n’a pas été ouvert.</translation>
  </message>
  <message>
   <source>Choose another folder, or restore the newest backup.</source>
   <translation>Choisissez un autre dossier, ou restaurez la sauvegarde la plus récente.</translation>
  </message>
  <message>
   <source>The data file cannot be opened with the key of this folder.</source>
   <translation>Le fichier de données ne s’ouvre pas avec la clé de ce dossier.</translation>
  </message>
  <message>
   <source>The folder may mix files of two vaults. Restore the newest backup.</source>
   <translation>Le dossier mélange peut-être les fichiers de deux coffres. Restaurez la sauvegarde la plus récente.</translation>
  </message>
  <message>
   <source>Another program is using the data file.</source>
   <translation>Un autre programme utilise le fichier de données.</translation>
  </message>
  <message>
   <source>Close the other program, then try again.</source>
   <translation>Fermez l’autre programme, puis essayez encore.</translation>
  </message>
  <message>
   <source>The data file is damaged.</source>
   <translation>Le fichier de données est endommagé.</translation>
  </message>
  <message>
   <source>What was saved before the newest backup is safe in that backup.</source>
   <translation>Ce qui a été enregistré avant la dernière sauvegarde est en sécurité dans cette sauvegarde.</translation>
  </message>
  <message>
   <source>Do not work on. Restore the newest backup and keep the damaged folder for your support.</source>
   <translation>Ne continuez pas à travailler. Restaurez la sauvegarde la plus récente et gardez le dossier endommagé pour votre assistance.</translation>
  </message>
  <message>
   <source>The data file may only be read, not written.</source>
   <translation>Le fichier de données peut être lu, mais pas écrit.</translation>
  </message>
  <message>
   <source>Check that the disk is not write-protected and that you may write in the folder.</source>
   <translation>Vérifiez que le disque n’est pas protégé en écriture et que vous pouvez écrire dans le dossier.</translation>
  </message>
  <message>
   <source>The data was written by a newer version of the program.</source>
   <translation>Les données ont été écrites par une version plus récente du programme.</translation>
  </message>
  <message>
   <source>Install the newest version on this computer.</source>
   <translation>Installez la version la plus récente sur cet ordinateur.</translation>
  </message>
  <message>
   <source>The data could not be brought to the form this version needs.</source>
   <translation>Les données n’ont pas pu être mises dans la forme que demande cette version.</translation>
  </message>
  <message>
   <source>The data is as it was before.</source>
   <translation>Les données sont comme avant.</translation>
  </message>
  <message>
   <source>Go on with the former version and tell your support the code at the end of this message.</source>
   <translation>Continuez avec l’ancienne version et dites à votre assistance le code à la fin de ce message.</translation>
  </message>
  <message>
   <source>Two pieces of data contradict each other, so the change was refused.</source>
   <translation>Deux données se contredisent : le changement a été refusé.</translation>
  </message>
  <message>
   <source>A change without its history entry was refused.</source>
   <translation>Un changement sans sa ligne d’historique a été refusé.</translation>
  </message>
  <message>
   <source>The data file did not accept the change.</source>
   <translation>Le fichier de données n’a pas accepté le changement.</translation>
  </message>
  <message>
   <source>The program made a mistake while saving and stopped the change.</source>
   <translation>Le programme a fait une erreur en enregistrant et a arrêté le changement.</translation>
  </message>
  <message>
   <source>There are already files in this folder.</source>
   <translation>Il y a déjà des fichiers dans ce dossier.</translation>
  </message>
  <message>
   <source>Choose an empty folder, or sign in to the vault that is there.</source>
   <translation>Choisissez un dossier vide, ou ouvrez le coffre qui s’y trouve.</translation>
  </message>
  <message>
   <source>There is no vault in this folder.</source>
   <translation>Il n’y a pas de coffre dans ce dossier.</translation>
  </message>
  <message>
   <source>Choose the right folder, or create a vault.</source>
   <translation>Choisissez le bon dossier, ou créez un coffre.</translation>
  </message>
  <message>
   <source>Indaro is already open on this vault, in another window or for another user.</source>
   <translation>Indaro est déjà ouvert sur ce coffre, dans une autre fenêtre ou pour un autre utilisateur.</translation>
  </message>
  <message>
   <source>Go to the other window, or close it first.</source>
   <translation>Allez à l’autre fenêtre, ou fermez-la d’abord.</translation>
  </message>
  <message>
   <source>Both copies of the key file are damaged.</source>
   <translation>Les deux copies du fichier de clés sont endommagées.</translation>
  </message>
  <message>
   <source>The data itself may be whole, but cannot be opened from here.</source>
   <translation>Les données sont peut-être entières, mais ne peuvent pas être ouvertes d’ici.</translation>
  </message>
  <message>
   <source>Restore the newest backup.</source>
   <translation>Restaurez la sauvegarde la plus récente.</translation>
  </message>
  <message>
   <source>The key file was written by a newer version of the program.</source>
   <translation>Le fichier de clés a été écrit par une version plus récente du programme.</translation>
  </message>
  <message>
   <source>This passphrase is not the right one.</source>
   <translation>Cette phrase secrète n’est pas la bonne.</translation>
  </message>
  <message>
   <source>Check Caps Lock and the keyboard layout, then type it again. If it is forgotten, use two recovery cards.</source>
   <translation>Vérifiez les majuscules et la disposition du clavier, puis tapez-la encore. Si elle est oubliée, utilisez deux cartes de récupération.</translation>
  </message>
  <message>
   <source>This passphrase is too easy to guess.</source>
   <translation>Cette phrase secrète est trop facile à deviner.</translation>
  </message>
  <message>
   <source>Use at least four words, or twelve characters.</source>
   <translation>Utilisez au moins quatre mots, ou douze caractères.</translation>
  </message>
  <message>
   <source>There is no account with this name here.</source>
   <translation>Il n’y a pas de compte de ce nom ici.</translation>
  </message>
  <message>
   <source>Choose an account from the list.</source>
   <translation>Choisissez un compte dans la liste.</translation>
  </message>
  <message>
   <source>This account has been switched off.</source>
   <translation>Ce compte a été désactivé.</translation>
  </message>
  <message>
   <source>Ask a colleague with an account to switch it on again.</source>
   <translation>Demandez à un ou une collègue qui a un compte de l’activer de nouveau.</translation>
  </message>
  <message>
   <source>There is already an account with this name.</source>
   <translation>Il y a déjà un compte de ce nom.</translation>
  </message>
  <message>
   <source>Choose another name for the account.</source>
   <translation>Choisissez un autre nom pour le compte.</translation>
  </message>
  <message>
   <source>This is the last account that can sign in, so it must stay.</source>
   <translation>C’est le dernier compte qui peut ouvrir le coffre : il doit rester.</translation>
  </message>
  <message>
   <source>Add another account first.</source>
   <translation>Ajoutez d’abord un autre compte.</translation>
  </message>
  <message>
   <source>This needs a second person: another account than yours.</source>
   <translation>Ceci demande une seconde personne : un autre compte que le vôtre.</translation>
  </message>
  <message>
   <source>Ask a colleague to type their passphrase.</source>
   <translation>Demandez à un ou une collègue de taper sa phrase secrète.</translation>
  </message>
  <message>
   <source>Group %1 of the card is not right.</source>
   <translation>Le groupe %1 de la carte n’est pas juste.</translation>
  </message>
  <message>
   <source>Compare this group with the paper and correct it: six digits in each group, sixteen groups.</source>
   <translation>Comparez ce groupe avec le papier et corrigez-le : six chiffres par groupe, seize groupes.</translation>
  </message>
  <message>
   <source>These two cards do not belong together, or the same card was typed twice.</source>
   <translation>Ces deux cartes ne vont pas ensemble, ou la même carte a été tapée deux fois.</translation>
  </message>
  <message>
   <source>Use two different cards with the same kit number.</source>
   <translation>Utilisez deux cartes différentes portant le même numéro de jeu.</translation>
  </message>
  <message>
   <source>These cards are from another kit and do not open this vault.</source>
   <translation>Ces cartes sont d’un autre jeu et n’ouvrent pas ce coffre.</translation>
  </message>
  <message>
   <source>Look for the cards that carry the kit number shown.</source>
   <translation>Cherchez les cartes qui portent le numéro de jeu affiché.</translation>
  </message>
  <message>
   <source>This backup is damaged or not whole.</source>
   <translation>Cette sauvegarde est endommagée ou incomplète.</translation>
  </message>
  <message>
   <source>Use another backup, and make a new one soon.</source>
   <translation>Utilisez une autre sauvegarde, et faites-en bientôt une nouvelle.</translation>
  </message>
  <message>
   <source>This backup was made by a newer version of the program.</source>
   <translation>Cette sauvegarde a été faite par une version plus récente du programme.</translation>
  </message>
  <message>
   <source>The backup was written, but reading it back gave something else.</source>
   <translation>La sauvegarde a été écrite, mais la relecture a donné autre chose.</translation>
  </message>
  <message>
   <source>Your data is safe on this computer; the backup is not usable.</source>
   <translation>Vos données sont en sécurité sur cet ordinateur ; la sauvegarde n’est pas utilisable.</translation>
  </message>
  <message>
   <source>Use another USB stick or folder: this one may be failing.</source>
   <translation>Utilisez une autre clé USB ou un autre dossier : celui-ci est peut-être défaillant.</translation>
  </message>
  <message>
   <source>This file or entry does not exist any more.</source>
   <translation>Ce dossier ou cette ligne n’existe plus.</translation>
  </message>
  <message>
   <source>Go back to the list and open it again.</source>
   <translation>Revenez à la liste et ouvrez-le de nouveau.</translation>
  </message>
  <message>
   <source>This version of the program does not know a field it was given.</source>
   <translation>Cette version du programme ne connaît pas un champ qu’elle a reçu.</translation>
  </message>
  <message>
   <source>This entry is already there.</source>
   <translation>Cette ligne existe déjà.</translation>
  </message>
  <message>
   <source>Open the one that exists.</source>
   <translation>Ouvrez celle qui existe.</translation>
  </message>
  <message>
   <source>An entry of the change history is damaged.</source>
   <translation>Une ligne de l’historique des changements est endommagée.</translation>
  </message>
  <message>
   <source>Make a backup now and tell your support the code at the end of this message.</source>
   <translation>Faites une sauvegarde maintenant et dites à votre assistance le code à la fin de ce message.</translation>
  </message>
  <message>
   <source>There is no consent for this.</source>
   <translation>Il n’y a pas de consentement pour cela.</translation>
  </message>
  <message>
   <source>Ask for consent and note it, or give the lawful reason and who approved it.</source>
   <translation>Demandez le consentement et notez-le, ou donnez le motif légal et qui l’a approuvé.</translation>
  </message>
  <message>
   <source>Line %1 of the file cannot be read.</source>
   <translation>La ligne %1 du fichier ne peut pas être lue.</translation>
  </message>
  <message>
   <source>Nothing of the file was taken in.</source>
   <translation>Rien du fichier n’a été repris.</translation>
  </message>
  <message>
   <source>Correct this line, then import the file again.</source>
   <translation>Corrigez cette ligne, puis importez de nouveau le fichier.</translation>
  </message>
  <message>
   <source>This value is outside what is possible.</source>
   <translation>Cette valeur est hors du possible.</translation>
  </message>
  <message>
   <source>Correct it, or choose why it is unknown.</source>
   <translation>Corrigez-la, ou choisissez pourquoi elle est inconnue.</translation>
  </message>
  <message>
   <source>This date is in the future.</source>
   <translation>Cette date est dans le futur.</translation>
  </message>
  <message>
   <source>Check the date, and the clock of the computer.</source>
   <translation>Vérifiez la date, et l’horloge de l’ordinateur.</translation>
  </message>
  <message>
   <source>This text is too long.</source>
   <translation>Ce texte est trop long.</translation>
  </message>
  <message>
   <source>Shorten it; longer stories belong in the notes.</source>
   <translation>Raccourcissez-le ; les longs récits vont dans les notes.</translation>
  </message>
  <message>
   <source>This person already has an open stay.</source>
   <translation>Cette personne a déjà un séjour ouvert.</translation>
  </message>
  <message>
   <source>Open the present stay, or close it first.</source>
   <translation>Ouvrez le séjour actuel, ou terminez-le d’abord.</translation>
  </message>
  <message>
   <source>This can no longer be done at this stage.</source>
   <translation>Ceci ne peut plus être fait à ce stade.</translation>
  </message>
  <message>
   <source>Look at the present state and choose what fits it.</source>
   <translation>Regardez l’état actuel et choisissez ce qui convient.</translation>
  </message>
  <message>
   <source>This file is not an Excel workbook (.xlsx).</source>
   <translation>Ce fichier n’est pas un classeur Excel (.xlsx).</translation>
  </message>
  <message>
   <source>Choose a form saved as .xlsx.</source>
   <translation>Choisissez un formulaire enregistré en .xlsx.</translation>
  </message>
  <message>
   <source>This file is in the old Excel format (.xls).</source>
   <translation>Ce fichier est dans l’ancien format Excel (.xls).</translation>
  </message>
  <message>
   <source>Open it in a spreadsheet program and save it as .xlsx.</source>
   <translation>Ouvrez-le dans un tableur et enregistrez-le en .xlsx.</translation>
  </message>
  <message>
   <source>This workbook is damaged.</source>
   <translation>Ce classeur est endommagé.</translation>
  </message>
  <message>
   <source>Get the form again from where it came.</source>
   <translation>Demandez de nouveau le formulaire à qui l’a donné.</translation>
  </message>
  <message>
   <source>This workbook is too large for a form.</source>
   <translation>Ce classeur est trop grand pour un formulaire.</translation>
  </message>
  <message>
   <source>This workbook has no sheet named “survey”, so it is no form.</source>
   <translation>Ce classeur n’a pas de feuille nommée « survey » : ce n’est pas un formulaire.</translation>
  </message>
  <message>
   <source>Choose another workbook.</source>
   <translation>Choisissez un autre classeur.</translation>
  </message>
  <message>
   <source>A rule in the form is written wrongly.</source>
   <translation>Une règle du formulaire est mal écrite.</translation>
  </message>
  <message>
   <source>The answers already given are kept.</source>
   <translation>Les réponses déjà données sont gardées.</translation>
  </message>
  <message>
   <source>Tell the author of the form.</source>
   <translation>Dites-le à l’auteur du formulaire.</translation>
  </message>
  <message>
   <source>A rule in the form could not be worked out.</source>
   <translation>Une règle du formulaire n’a pas pu être calculée.</translation>
  </message>
  <message>
   <source>The template of this document is damaged.</source>
   <translation>Le modèle de ce document est endommagé.</translation>
  </message>
  <message>
   <source>Install the program again.</source>
   <translation>Réinstallez le programme.</translation>
  </message>
  <message>
   <source>Printing did not work.</source>
   <translation>L’impression n’a pas marché.</translation>
  </message>
  <message>
   <source>Check that the printer is on and has paper, or save a PDF.</source>
   <translation>Vérifiez que l’imprimante est allumée et a du papier, ou enregistrez un PDF.</translation>
  </message>
  <message>
   <source>Something that was typed cannot be used.</source>
   <translation>Quelque chose de tapé ne peut pas être utilisé.</translation>
  </message>
  <message>
   <source>Check what you typed and try again.</source>
   <translation>Vérifiez ce que vous avez tapé et essayez encore.</translation>
  </message>
  <message>
   <source>What was looked for is not there.</source>
   <translation>Ce qui était cherché n’est pas là.</translation>
  </message>
  <message>
   <source>Go back and choose again.</source>
   <translation>Revenez en arrière et choisissez encore.</translation>
  </message>
  <message>
   <source>This was cancelled.</source>
   <translation>Ceci a été annulé.</translation>
  </message>
  <message>
   <source>You can start it again at any time.</source>
   <translation>Vous pouvez recommencer à tout moment.</translation>
  </message>
  <message>
   <source>There is not enough free memory.</source>
   <translation>Il n’y a pas assez de mémoire libre.</translation>
  </message>
  <message>
   <source>The program made a mistake and stopped what it was doing.</source>
   <translation>Le programme a fait une erreur et a arrêté ce qu’il faisait.</translation>
  </message>
 </context>
 <context>
  <name>Field</name>
  <message>
   <source>Case code</source>
   <translation>Code du dossier</translation>
  </message>
  <message>
   <source>Name shown in the house</source>
   <translation>Nom affiché dans la maison</translation>
  </message>
  <message>
   <source>Number in another register</source>
   <translation>Numéro dans un autre registre</translation>
  </message>
  <message>
   <source>State of the file</source>
   <translation>État du dossier</translation>
  </message>
  <message>
   <source>Sex</source>
   <translation>Sexe</translation>
  </message>
  <message>
   <source>Estimated age</source>
   <translation>Âge estimé</translation>
  </message>
  <message>
   <source>Under 18</source>
   <translation>Moins de 18 ans</translation>
  </message>
  <message>
   <source>Role in the family unit</source>
   <translation>Rôle dans la famille</translation>
  </message>
  <message>
   <source>Languages spoken</source>
   <translation>Langues parlées</translation>
  </message>
  <message>
   <source>Interpreter needed</source>
   <translation>Interprète nécessaire</translation>
  </message>
  <message>
   <source>Agreement to share</source>
   <translation>Accord de partage</translation>
  </message>
  <message>
   <source>File opened</source>
   <translation>Dossier ouvert</translation>
  </message>
  <message>
   <source>Family unit</source>
   <translation>Unité familiale</translation>
  </message>
  <message>
   <source>Age estimated on</source>
   <translation>Âge estimé le</translation>
  </message>
  <message>
   <source>Family name</source>
   <translation>Nom</translation>
  </message>
  <message>
   <source>Given names</source>
   <translation>Prénoms</translation>
  </message>
  <message>
   <source>Known as</source>
   <translation>Connu(e) sous le nom de</translation>
  </message>
  <message>
   <source>Date of birth</source>
   <translation>Date de naissance</translation>
  </message>
  <message>
   <source>Nationality</source>
   <translation>Nationalité</translation>
  </message>
  <message>
   <source>Main language</source>
   <translation>Langue principale</translation>
  </message>
  <message>
   <source>Marital status</source>
   <translation>État civil</translation>
  </message>
  <message>
   <source>Number of children</source>
   <translation>Nombre d’enfants</translation>
  </message>
  <message>
   <source>Education</source>
   <translation>Niveau d’études</translation>
  </message>
  <message>
   <source>Work before</source>
   <translation>Travail avant</translation>
  </message>
  <message>
   <source>Telephone</source>
   <translation>Téléphone</translation>
  </message>
  <message>
   <source>Safe way and time to contact</source>
   <translation>Moyen et heure sûrs de contact</translation>
  </message>
  <message>
   <source>Place code</source>
   <translation>Code du lieu</translation>
  </message>
  <message>
   <source>Province of origin</source>
   <translation>Province d’origine</translation>
  </message>
  <message>
   <source>Commune of origin</source>
   <translation>Commune d’origine</translation>
  </message>
  <message>
   <source>Zone of origin</source>
   <translation>Zone d’origine</translation>
  </message>
  <message>
   <source>Colline of origin</source>
   <translation>Colline d’origine</translation>
  </message>
  <message>
   <source>Division of the country</source>
   <translation>Division du pays</translation>
  </message>
  <message>
   <source>Contact person</source>
   <translation>Personne de contact</translation>
  </message>
  <message>
   <source>Link with the contact person</source>
   <translation>Lien avec la personne de contact</translation>
  </message>
  <message>
   <source>Telephone of the contact person</source>
   <translation>Téléphone de la personne de contact</translation>
  </message>
  <message>
   <source>Identity papers</source>
   <translation>Papiers d’identité</translation>
  </message>
  <message>
   <source>Papers are held by</source>
   <translation>Papiers gardés par</translation>
  </message>
  <message>
   <source>Place of birth</source>
   <translation>Lieu de naissance</translation>
  </message>
  <message>
   <source>Health complaint</source>
   <translation>Problème de santé</translation>
  </message>
  <message>
   <source>Pregnant</source>
   <translation>Enceinte</translation>
  </message>
  <message>
   <source>Weeks of pregnancy</source>
   <translation>Semaines de grossesse</translation>
  </message>
  <message>
   <source>Disability</source>
   <translation>Handicap</translation>
  </message>
  <message>
   <source>Medicines taken</source>
   <translation>Médicaments pris</translation>
  </message>
  <message>
   <source>Violence suffered</source>
   <translation>Violences subies</translation>
  </message>
  <message>
   <source>Violence suffered, as imported</source>
   <translation>Violences subies, telles qu’importées</translation>
  </message>
  <message>
   <source>Special needs</source>
   <translation>Besoins particuliers</translation>
  </message>
  <message>
   <source>Register number</source>
   <translation>Numéro de registre</translation>
  </message>
  <message>
   <source>Arrived on</source>
   <translation>Arrivée le</translation>
  </message>
  <message>
   <source>Referred by</source>
   <translation>Référée par</translation>
  </message>
  <message>
   <source>Brought by</source>
   <translation>Amenée par</translation>
  </message>
  <message>
   <source>Escort</source>
   <translation>Escorte</translation>
  </message>
  <message>
   <source>Reason for the stay</source>
   <translation>Motif du séjour</translation>
  </message>
  <message>
   <source>Urgent needs</source>
   <translation>Besoins urgents</translation>
  </message>
  <message>
   <source>Left on</source>
   <translation>Départ le</translation>
  </message>
  <message>
   <source>Reason for leaving</source>
   <translation>Motif du départ</translation>
  </message>
  <message>
   <source>Safety when leaving</source>
   <translation>Sécurité au départ</translation>
  </message>
  <message>
   <source>Registered by</source>
   <translation>Enregistrée par</translation>
  </message>
  <message>
   <source>Immediate needs</source>
   <translation>Besoins immédiats</translation>
  </message>
  <message>
   <source>Service referred to</source>
   <translation>Service d’orientation</translation>
  </message>
  <message>
   <source>Referred to the service on</source>
   <translation>Orientée vers le service le</translation>
  </message>
  <message>
   <source>Destination</source>
   <translation>Destination</translation>
  </message>
  <message>
   <source>Destination in detail</source>
   <translation>Destination en détail</translation>
  </message>
  <message>
   <source>Kind of exploitation</source>
   <translation>Type d’exploitation</translation>
  </message>
  <message>
   <source>How recruited</source>
   <translation>Mode de recrutement</translation>
  </message>
  <message>
   <source>Where recruited</source>
   <translation>Lieu de recrutement</translation>
  </message>
  <message>
   <source>Left home on</source>
   <translation>Départ de chez elle le</translation>
  </message>
  <message>
   <source>Came back on</source>
   <translation>Retour le</translation>
  </message>
  <message>
   <source>Country of destination</source>
   <translation>Pays de destination</translation>
  </message>
  <message>
   <source>Country of transit</source>
   <translation>Pays de transit</translation>
  </message>
  <message>
   <source>Transport</source>
   <translation>Transport</translation>
  </message>
  <message>
   <source>Papers taken away</source>
   <translation>Papiers confisqués</translation>
  </message>
  <message>
   <source>Pay promised (FBu a month)</source>
   <translation>Salaire promis (FBu par mois)</translation>
  </message>
  <message>
   <source>Pay received (FBu a month)</source>
   <translation>Salaire reçu (FBu par mois)</translation>
  </message>
  <message>
   <source>Months it lasted</source>
   <translation>Durée en mois</translation>
  </message>
  <message>
   <source>Title</source>
   <translation>Titre</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>Note</translation>
  </message>
  <message>
   <source>Kind of note</source>
   <translation>Type de note</translation>
  </message>
  <message>
   <source>State of the interview</source>
   <translation>État de l’entretien</translation>
  </message>
  <message>
   <source>Signed</source>
   <translation>Signé</translation>
  </message>
  <message>
   <source>Language of the interview</source>
   <translation>Langue de l’entretien</translation>
  </message>
  <message>
   <source>Serial number</source>
   <translation>Numéro de série</translation>
  </message>
  <message>
   <source>State of the referral</source>
   <translation>État de la référence</translation>
  </message>
  <message>
   <source>Priority</source>
   <translation>Priorité</translation>
  </message>
  <message>
   <source>Receiving service</source>
   <translation>Service qui reçoit</translation>
  </message>
  <message>
   <source>Printed</source>
   <translation>Imprimé</translation>
  </message>
  <message>
   <source>Answered</source>
   <translation>Répondu</translation>
  </message>
  <message>
   <source>Purpose</source>
   <translation>But</translation>
  </message>
  <message>
   <source>Decision</source>
   <translation>Décision</translation>
  </message>
  <message>
   <source>Recipient</source>
   <translation>Destinataire</translation>
  </message>
  <message>
   <source>Given on</source>
   <translation>Donné le</translation>
  </message>
  <message>
   <source>Withdrawn on</source>
   <translation>Retiré le</translation>
  </message>
  <message>
   <source>Task</source>
   <translation>Tâche</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>Fait</translation>
  </message>
 </context>
 <context>
  <name>HomePage</name>
  <message>
   <source>Home</source>
   <translation>Accueil</translation>
  </message>
 </context>
 <context>
  <name>IntakePage</name>
  <message>
   <source>Interview</source>
   <translation>Entretien</translation>
  </message>
 </context>
 <context>
  <name>InterviewsPage</name>
  <message>
   <source>Interviews</source>
   <translation>Entretiens</translation>
  </message>
 </context>
 <context>
  <name>Missing</name>
  <message>
   <source>Not asked</source>
   <translation>Pas demandé</translation>
  </message>
  <message>
   <source>Refused to answer</source>
   <translation>Refuse de répondre</translation>
  </message>
  <message>
   <source>Does not know</source>
   <translation>Ne sait pas</translation>
  </message>
  <message>
   <source>Interview stopped</source>
   <translation>Entretien arrêté</translation>
  </message>
  <message>
   <source>Stopped</source>
   <translation>Arrêté</translation>
  </message>
 </context>
 <context>
  <name>PeoplePage</name>
  <message>
   <source>People</source>
   <translation>Personnes</translation>
  </message>
 </context>
 <context>
  <name>PlaceEdit</name>
  <message>
   <source>%1 (18 provinces)</source>
   <translation>%1 (18 provinces)</translation>
  </message>
  <message>
   <source>%1 (18 provinces), today: %2</source>
   <translation>%1 (18 provinces), aujourd’hui : %2</translation>
  </message>
  <message>
   <source>%1 (5 provinces)</source>
   <translation>%1 (5 provinces)</translation>
  </message>
  <message>
   <source>%1 (5 provinces), before: %2</source>
   <translation>%1 (5 provinces), avant : %2</translation>
  </message>
 </context>
 <context>
  <name>Record</name>
  <message>
   <source>File</source>
   <translation>Dossier</translation>
  </message>
  <message>
   <source>Identity</source>
   <translation>Identité</translation>
  </message>
  <message>
   <source>Health</source>
   <translation>Santé</translation>
  </message>
  <message>
   <source>Alleged perpetrator</source>
   <translation>Auteur présumé</translation>
  </message>
  <message>
   <source>Stay</source>
   <translation>Séjour</translation>
  </message>
  <message>
   <source>Destination</source>
   <translation>Destination</translation>
  </message>
  <message>
   <source>Episode of exploitation</source>
   <translation>Épisode d’exploitation</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>Note</translation>
  </message>
  <message>
   <source>Interview</source>
   <translation>Entretien</translation>
  </message>
  <message>
   <source>Sitting</source>
   <translation>Séance</translation>
  </message>
  <message>
   <source>Answer</source>
   <translation>Réponse</translation>
  </message>
  <message>
   <source>Consent</source>
   <translation>Consentement</translation>
  </message>
  <message>
   <source>Referral</source>
   <translation>Référence</translation>
  </message>
  <message>
   <source>Task</source>
   <translation>Tâche</translation>
  </message>
 </context>
 <context>
  <name>ReferralPage</name>
  <message>
   <source>Referral</source>
   <translation>Référence</translation>
  </message>
 </context>
 <context>
  <name>ReferralStatus</name>
  <message>
   <source>draft</source>
   <translation>brouillon</translation>
  </message>
  <message>
   <source>printed</source>
   <translation>imprimée</translation>
  </message>
  <message>
   <source>sent</source>
   <translation>envoyée</translation>
  </message>
  <message>
   <source>received</source>
   <translation>reçue</translation>
  </message>
  <message>
   <source>accepted</source>
   <translation>acceptée</translation>
  </message>
  <message>
   <source>refused</source>
   <translation>refusée</translation>
  </message>
  <message>
   <source>in progress</source>
   <translation>en cours</translation>
  </message>
  <message>
   <source>done</source>
   <translation>faite</translation>
  </message>
  <message>
   <source>answered with a slip</source>
   <translation>répondue par un talon</translation>
  </message>
  <message>
   <source>closed</source>
   <translation>close</translation>
  </message>
  <message>
   <source>withdrawn</source>
   <translation>retirée</translation>
  </message>
  <message>
   <source>expired</source>
   <translation>expirée</translation>
  </message>
  <message>
   <source>returned</source>
   <translation>retournée</translation>
  </message>
 </context>
 <context>
  <name>ReferralsPage</name>
  <message>
   <source>Referrals</source>
   <translation>Références</translation>
  </message>
 </context>
 <context>
  <name>SettingsPage</name>
  <message>
   <source>Settings</source>
   <translation>Réglages</translation>
  </message>
 </context>
 <context>
  <name>indaro::desktop::Composition</name>
  <message>
   <source>Close</source>
   <translation>Fermer</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::forms::AcknowledgeEditor</name>
  <message>
   <source>Read and understood</source>
   <translation>Lu et compris</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::forms::DateEditor</name>
  <message>
   <source>dd/mm/yyyy, mm/yyyy or yyyy</source>
   <translation>jj/mm/aaaa, mm/aaaa ou aaaa</translation>
  </message>
  <message>
   <source>Choose in a calendar</source>
   <translation>Choisir dans un calendrier</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::forms::FormTexts</name>
  <message>
   <source>to be translated</source>
   <translation>à traduire</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::forms::FormView</name>
  <message>
   <source>This cannot be read as an answer of this kind. It is kept until you correct it.</source>
   <translation>Ceci ne peut pas être lu comme une réponse de ce type. C’est gardé jusqu’à votre correction.</translation>
  </message>
  <message>
   <source>This question is no longer part of the form.</source>
   <translation>Cette question ne fait plus partie du formulaire.</translation>
  </message>
  <message>
   <source>Questions</source>
   <translation>Questions</translation>
  </message>
  <message>
   <source>A line was removed with its answers.</source>
   <translation>Une ligne a été retirée avec ses réponses.</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rétablir</translation>
  </message>
  <message>
   <source>Previous section</source>
   <translation>Partie précédente</translation>
  </message>
  <message>
   <source>Next section</source>
   <translation>Partie suivante</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::forms::ProgressRail</name>
  <message>
   <source>opens after the consent</source>
   <translation>s’ouvre après le consentement</translation>
  </message>
  <message>
   <source>nothing to ask</source>
   <translation>rien à demander</translation>
  </message>
  <message>
   <source>%1 of %2 answered</source>
   <translation>%1 sur %2 répondues</translation>
  </message>
  <message numerus="yes">
   <source>%n to look at</source>
   <translation>
    <numerusform>%n à regarder</numerusform>
    <numerusform>%n à regarder</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::forms::QuestionWidget</name>
  <message>
   <source>Refused to answer</source>
   <translation>Refuse de répondre</translation>
  </message>
  <message>
   <source>Does not know</source>
   <translation>Ne sait pas</translation>
  </message>
  <message>
   <source>Not asked</source>
   <translation>Pas demandé</translation>
  </message>
  <message>
   <source>Stopped here</source>
   <translation>Arrêté ici</translation>
  </message>
  <message>
   <source>Guidance for the interviewer</source>
   <translation>Conseils pour l’intervieweur</translation>
  </message>
  <message>
   <source>◆ sensitive</source>
   <translation>◆ délicat</translation>
  </message>
  <message>
   <source>Ask only when you are alone with the person and she is ready.</source>
   <translation>Ne demandez que seul(e) avec la personne et quand elle est prête.</translation>
  </message>
  <message>
   <source>Clear the answer</source>
   <translation>Effacer la réponse</translation>
  </message>
  <message>
   <source>No answer</source>
   <translation>Pas de réponse</translation>
  </message>
  <message>
   <source>This answer does not fit.</source>
   <translation>Cette réponse ne convient pas.</translation>
  </message>
  <message>
   <source>Needed before the next sections open.</source>
   <translation>Nécessaire avant l’ouverture des parties suivantes.</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::forms::RankEditor</name>
  <message>
   <source>Alt+Up and Alt+Down move a line.</source>
   <translation>Alt+Haut et Alt+Bas déplacent une ligne.</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::forms::SectionPage</name>
  <message>
   <source>Remove</source>
   <translation>Retirer</translation>
  </message>
  <message>
   <source>Add: %1</source>
   <translation>Ajouter : %1</translation>
  </message>
  <message>
   <source>No. %1</source>
   <translation>N° %1</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::kit::BilingualLabel</name>
  <message>
   <source>Kirundi: to be translated</source>
   <translation>Kirundi : à traduire</translation>
  </message>
  <message>
   <source>Kirundi not reviewed yet</source>
   <translation>Kirundi pas encore relu</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::kit::PartialDateEdit</name>
  <message>
   <source>This is not a date that can be read. Write day/month/year, month/year or the year alone.</source>
   <translation>Cette date ne peut pas être lue. Écrivez jour/mois/année, mois/année ou l’année seule.</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::kit::ProgressPanel</name>
  <message>
   <source>Cancel</source>
   <translation>Annuler</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::kit::SecretField</name>
  <message>
   <source>CAPS LOCK</source>
   <translation>MAJUSCULES</translation>
  </message>
  <message>
   <source>Hold down to read what you typed</source>
   <translation>Tenir appuyé pour lire ce que vous avez tapé</translation>
  </message>
  <message>
   <source>Show while held down</source>
   <translation>Montrer tant que c’est appuyé</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::kit::ValueWithReason</name>
  <message>
   <source>Known after all</source>
   <translation>Connu finalement</translation>
  </message>
  <message>
   <source>Why is there no answer? (Ctrl+U)</source>
   <translation>Pourquoi n’y a-t-il pas de réponse ? (Ctrl+U)</translation>
  </message>
  <message>
   <source>No answer because…</source>
   <translation>Pas de réponse car…</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::models::PersonListModel</name>
  <message>
   <source>%1 (minor)</source>
   <translation>%1 (mineur)</translation>
  </message>
  <message>
   <source>minor</source>
   <translation>mineur</translation>
  </message>
  <message>
   <source>In the house</source>
   <translation>Dans la maison</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Nom</translation>
  </message>
  <message>
   <source>Case code</source>
   <translation>Code du dossier</translation>
  </message>
  <message>
   <source>Sex</source>
   <translation>Sexe</translation>
  </message>
  <message>
   <source>Age</source>
   <translation>Âge</translation>
  </message>
  <message>
   <source>Arrived</source>
   <translation>Arrivée</translation>
  </message>
  <message>
   <source>Now</source>
   <translation>Maintenant</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::AboutSection</name>
  <message>
   <source>Indaro %1</source>
   <translation>Indaro %1</translation>
  </message>
  <message>
   <source>Free software under the GNU General Public License, version 3 or later. It comes without any warranty.

Indaro protects what it stores against theft of the computer. It cannot protect against a program that spies on an open session, a camera over the shoulder, or somebody who is forced to unlock it.

The icons are from KDE Breeze (LGPL 3).</source>
   <translation>Logiciel libre sous licence publique générale GNU, version 3 ou ultérieure. Il est fourni sans aucune garantie.

Indaro protège ce qu’il enregistre contre le vol de l’ordinateur. Il ne peut pas protéger contre un programme qui espionne une séance ouverte, une caméra par-dessus l’épaule, ou une personne forcée à déverrouiller.

Les icônes viennent de KDE Breeze (LGPL 3).</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::AccountStep</name>
  <message>
   <source>Choose a name for the account.</source>
   <translation>Choisissez un nom pour le compte.</translation>
  </message>
  <message>
   <source>Your account</source>
   <translation>Votre compte</translation>
  </message>
  <message>
   <source>Every colleague gets an account of their own later, in the settings. The passphrase cannot be looked up by anybody; if it is forgotten, only the recovery cards help.</source>
   <translation>Chaque collègue recevra plus tard son propre compte, dans les réglages. Personne ne peut retrouver la phrase secrète ; si elle est oubliée, seules les cartes de récupération aident.</translation>
  </message>
  <message>
   <source>Name of the account</source>
   <translation>Nom du compte</translation>
  </message>
  <message>
   <source>It is readable before signing in: initials or a nickname will do, no full name.</source>
   <translation>Il est lisible avant l’ouverture : des initiales ou un surnom suffisent, pas de nom complet.</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::ActionPanel</name>
  <message>
   <source>Not now</source>
   <translation>Pas maintenant</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::AdmitPage</name>
  <message>
   <source>Empty the page</source>
   <translation>Vider la page</translation>
  </message>
  <message>
   <source>Everything typed here is lost. No file has been opened for this person yet.</source>
   <translation>Tout ce qui est tapé ici est perdu. Aucun dossier n’a encore été ouvert pour cette personne.</translation>
  </message>
  <message>
   <source>Keep it</source>
   <translation>La garder</translation>
  </message>
  <message>
   <source>Admit a person</source>
   <translation>Admettre une personne</translation>
  </message>
  <message>
   <source>Nothing here is required. What you type is kept at once; the file is opened when you press “Admit”.</source>
   <translation>Rien n’est obligatoire ici. Ce que vous tapez est gardé aussitôt ; le dossier est ouvert quand vous appuyez sur « Admettre ».</translation>
  </message>
  <message>
   <source>Arrival</source>
   <translation>Arrivée</translation>
  </message>
  <message>
   <source>The person</source>
   <translation>La personne</translation>
  </message>
  <message>
   <source>Where she or he comes from, and contact</source>
   <translation>Origine et contact</translation>
  </message>
  <message>
   <source>Children who come along: each gets a file of their own</source>
   <translation>Enfants qui l’accompagnent : chacun a son propre dossier</translation>
  </message>
  <message>
   <source>Add a child</source>
   <translation>Ajouter un enfant</translation>
  </message>
  <message>
   <source>Admit</source>
   <translation>Admettre</translation>
  </message>
  <message>
   <source>Admit (Ctrl+Enter)</source>
   <translation>Admettre (Ctrl+Entrée)</translation>
  </message>
  <message>
   <source>Look at that file</source>
   <translation>Voir ce dossier</translation>
  </message>
  <message>
   <source>Child %1</source>
   <translation>Enfant %1</translation>
  </message>
  <message>
   <source>Take this child away</source>
   <translation>Retirer cet enfant</translation>
  </message>
  <message>
   <source>Possible earlier stay: file %1, %2. Look at it before you open a second file for the same person.</source>
   <translation>Séjour antérieur possible : dossier %1, %2. Regardez-le avant d’ouvrir un second dossier pour la même personne.</translation>
  </message>
  <message>
   <source>Admitted: file %1, register number %2</source>
   <translation>Admission faite : dossier %1, numéro de registre %2</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::BackupSection</name>
  <message>
   <source>Folder or USB stick for the backup</source>
   <translation>Dossier ou clé USB pour la sauvegarde</translation>
  </message>
  <message>
   <source>Backup to check</source>
   <translation>Sauvegarde à vérifier</translation>
  </message>
  <message>
   <source>Indaro backups (*.bak)</source>
   <translation>Sauvegardes Indaro (*.bak)</translation>
  </message>
  <message>
   <source>Writing the backup, then reading it back…</source>
   <translation>Écriture de la sauvegarde, puis relecture…</translation>
  </message>
  <message>
   <source>The backup is written and was read back without a fault: %1</source>
   <translation>La sauvegarde est écrite et a été relue sans faute : %1</translation>
  </message>
  <message>
   <source>Opening and checking the backup…</source>
   <translation>Ouverture et vérification de la sauvegarde…</translation>
  </message>
  <message>
   <source>The backup of %1 is whole and can be restored.</source>
   <translation>La sauvegarde du %1 est entière et peut être restaurée.</translation>
  </message>
  <message>
   <source>Last backup written and proven on this computer: %1</source>
   <translation>Dernière sauvegarde écrite et vérifiée sur cet ordinateur : %1</translation>
  </message>
  <message>
   <source>No backup has been made on this computer yet.</source>
   <translation>Aucune sauvegarde n’a encore été faite sur cet ordinateur.</translation>
  </message>
  <message>
   <source>Backup</source>
   <translation>Sauvegarde</translation>
  </message>
  <message>
   <source>A backup is one encrypted file. Every account's passphrase of that day, or two recovery cards, open it. Make one every day, and once a week on a USB stick kept elsewhere. To restore one, lock, then choose “Restore a backup” on the sign-in page.</source>
   <translation>Une sauvegarde est un seul fichier chiffré. La phrase secrète de chaque compte à cette date, ou deux cartes de récupération, l’ouvrent. Faites-en une chaque jour, et une fois par semaine sur une clé USB gardée ailleurs. Pour en restaurer une, verrouillez, puis choisissez « Restaurer une sauvegarde » à l’ouverture.</translation>
  </message>
  <message>
   <source>Back up now…</source>
   <translation>Sauvegarder maintenant…</translation>
  </message>
  <message>
   <source>Check a backup…</source>
   <translation>Vérifier une sauvegarde…</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::BlankScreen</name>
  <message numerus="yes">
   <source>Not this code. %n more tries before the program locks.</source>
   <translation>
    <numerusform>Ce n’est pas ce code. Encore %n essai avant le verrouillage.</numerusform>
    <numerusform>Ce n’est pas ce code. Encore %n essais avant le verrouillage.</numerusform>
   </translation>
  </message>
  <message>
   <source>Code of this sitting</source>
   <translation>Code de cette séance</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>Pause</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::CaseFilePage</name>
  <message>
   <source>File %1</source>
   <translation>Dossier %1</translation>
  </message>
  <message>
   <source>File</source>
   <translation>Dossier</translation>
  </message>
  <message>
   <source>in the house</source>
   <translation>dans la maison</translation>
  </message>
  <message>
   <source>not in the house</source>
   <translation>hors de la maison</translation>
  </message>
  <message numerus="yes">
   <source>%n urgent alert(s) from an interview: act on them now.</source>
   <translation>
    <numerusform>%n alerte urgente venant d’un entretien : agissez maintenant.</numerusform>
    <numerusform>%n alertes urgentes venant d’un entretien : agissez maintenant.</numerusform>
   </translation>
  </message>
  <message>
   <source>Nobody of this family has a file here.</source>
   <translation>Personne de cette famille n’a de dossier ici.</translation>
  </message>
  <message>
   <source>signed</source>
   <translation>signé</translation>
  </message>
  <message>
   <source>not finished: continue</source>
   <translation>pas terminé : continuer</translation>
  </message>
  <message>
   <source>No interview yet. Begin one with Ctrl+I when the person is rested and safe.</source>
   <translation>Pas encore d’entretien. Commencez-en un avec Ctrl+I quand la personne est reposée et en sécurité.</translation>
  </message>
  <message>
   <source>No referral yet. Write one with Ctrl+R: it is printed here and travels with the person.</source>
   <translation>Pas encore de référence. Écrivez-en une avec Ctrl+R : elle est imprimée ici et voyage avec la personne.</translation>
  </message>
  <message>
   <source>No note yet.</source>
   <translation>Pas encore de note.</translation>
  </message>
  <message>
   <source>Interview</source>
   <translation>Entretien</translation>
  </message>
  <message>
   <source>Referral</source>
   <translation>Référence</translation>
  </message>
  <message>
   <source>Leaves the house</source>
   <translation>Quitte la maison</translation>
  </message>
  <message>
   <source>Comes back</source>
   <translation>Revient</translation>
  </message>
  <message>
   <source>Add a note</source>
   <translation>Ajouter une note</translation>
  </message>
  <message>
   <source>Identity</source>
   <translation>Identité</translation>
  </message>
  <message>
   <source>Origin and contact</source>
   <translation>Origine et contact</translation>
  </message>
  <message>
   <source>Stay</source>
   <translation>Séjour</translation>
  </message>
  <message>
   <source>Health, the necessary minimum</source>
   <translation>Santé, le minimum nécessaire</translation>
  </message>
  <message>
   <source>Family</source>
   <translation>Famille</translation>
  </message>
  <message>
   <source>Interviews</source>
   <translation>Entretiens</translation>
  </message>
  <message>
   <source>Referrals</source>
   <translation>Références</translation>
  </message>
  <message>
   <source>Notes</source>
   <translation>Notes</translation>
  </message>
  <message>
   <source>Leaving the house</source>
   <translation>Départ de la maison</translation>
  </message>
  <message>
   <source>Record the exit</source>
   <translation>Enregistrer le départ</translation>
  </message>
  <message>
   <source>Coming back: a new stay in the same file</source>
   <translation>Retour : un nouveau séjour dans le même dossier</translation>
  </message>
  <message>
   <source>Record the return</source>
   <translation>Enregistrer le retour</translation>
  </message>
  <message>
   <source>A note in this file</source>
   <translation>Une note dans ce dossier</translation>
  </message>
  <message>
   <source>Keep the note</source>
   <translation>Garder la note</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::DisplaySection</name>
  <message>
   <source>Language and display</source>
   <translation>Langue et affichage</translation>
  </message>
  <message>
   <source>Kirundi that no native speaker has reviewed is marked ° and shown together with the French.</source>
   <translation>Le kirundi qu’aucun locuteur n’a relu est marqué ° et affiché avec le français.</translation>
  </message>
  <message>
   <source>Language of the screens</source>
   <translation>Langue des écrans</translation>
  </message>
  <message>
   <source>Colours</source>
   <translation>Couleurs</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>Clair</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>Sombre</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::FirstRunPage</name>
  <message>
   <source>First steps</source>
   <translation>Premiers pas</translation>
  </message>
  <message>
   <source>Making the keys and the encrypted file…</source>
   <translation>Création des clés et du fichier chiffré…</translation>
  </message>
  <message>
   <source>Reading and checking the backup…</source>
   <translation>Lecture et vérification de la sauvegarde…</translation>
  </message>
  <message>
   <source>Step %1 of %2</source>
   <translation>Étape %1 sur %2</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Retour</translation>
  </message>
  <message>
   <source>Create the vault</source>
   <translation>Créer le coffre</translation>
  </message>
  <message>
   <source>Restore</source>
   <translation>Restaurer</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>Suivant</translation>
  </message>
  <message>
   <source>Back to signing in</source>
   <translation>Retour à l’ouverture</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::FolderStep</name>
  <message>
   <source>Folder of the vault</source>
   <translation>Dossier du coffre</translation>
  </message>
  <message>
   <source>Write the whole path of a folder.</source>
   <translation>Écrivez le chemin complet d’un dossier.</translation>
  </message>
  <message>
   <source>Where to keep the vault</source>
   <translation>Où garder le coffre</translation>
  </message>
  <message>
   <source>The vault is one folder with encrypted files. Leave the proposal unless you have a reason. A USB stick is no good place for it; backups go there.</source>
   <translation>Le coffre est un dossier de fichiers chiffrés. Laissez la proposition sauf raison. Une clé USB n’est pas un bon endroit ; les sauvegardes y vont.</translation>
  </message>
  <message>
   <source>Choose…</source>
   <translation>Choisir…</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::FormFieldEdit</name>
  <message>
   <source>Share</source>
   <translation>Partager</translation>
  </message>
  <message>
   <source>Print this line on the form that leaves the house</source>
   <translation>Imprimer cette ligne sur la fiche qui quitte la maison</translation>
  </message>
  <message>
   <source>Share: %1</source>
   <translation>Partager : %1</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::HistoryPanel</name>
  <message>
   <source>deleted</source>
   <translation>supprimé</translation>
  </message>
  <message>
   <source>first entry: %1</source>
   <translation>première saisie : %1</translation>
  </message>
  <message>
   <source>History</source>
   <translation>Historique</translation>
  </message>
  <message>
   <source>Of the whole file</source>
   <translation>De tout le dossier</translation>
  </message>
  <message>
   <source>When</source>
   <translation>Quand</translation>
  </message>
  <message>
   <source>Who, on which laptop</source>
   <translation>Qui, sur quel ordinateur</translation>
  </message>
  <message>
   <source>What</source>
   <translation>Quoi</translation>
  </message>
  <message>
   <source>Became</source>
   <translation>Est devenu</translation>
  </message>
  <message>
   <source>History: %1</source>
   <translation>Historique : %1</translation>
  </message>
  <message>
   <source>an account without a name</source>
   <translation>un compte sans nom</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::HomePage</name>
  <message>
   <source>Home</source>
   <translation>Accueil</translation>
  </message>
  <message numerus="yes">
   <source>In the house tonight: %n person(s)</source>
   <translation>
    <numerusform>Dans la maison ce soir : %n personne</numerusform>
    <numerusform>Dans la maison ce soir : %n personnes</numerusform>
   </translation>
  </message>
  <message>
   <source>no name yet</source>
   <translation>pas encore de nom</translation>
  </message>
  <message>
   <source>since %1</source>
   <translation>depuis le %1</translation>
  </message>
  <message>
   <source>under 18</source>
   <translation>moins de 18 ans</translation>
  </message>
  <message>
   <source>Nobody is registered in the house. Somebody who arrives is admitted under “People”.</source>
   <translation>Personne n’est enregistré dans la maison. Une personne qui arrive est admise sous « Personnes ».</translation>
  </message>
  <message>
   <source>Interviews to finish</source>
   <translation>Entretiens à terminer</translation>
  </message>
  <message>
   <source>No interview is waiting.</source>
   <translation>Aucun entretien n’attend.</translation>
  </message>
  <message>
   <source>Referrals without an answer</source>
   <translation>Références sans réponse</translation>
  </message>
  <message>
   <source>late: expected %1</source>
   <translation>en retard : attendu le %1</translation>
  </message>
  <message>
   <source>expected %1</source>
   <translation>attendu le %1</translation>
  </message>
  <message>
   <source>Every printed referral has its answer.</source>
   <translation>Chaque référence imprimée a sa réponse.</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::HouseStep</name>
  <message>
   <source>Write how the house is called on its forms.</source>
   <translation>Écrivez le nom de la maison sur ses fiches.</translation>
  </message>
  <message>
   <source>Write a number partners can call back: it is printed in place of the address.</source>
   <translation>Écrivez un numéro que les partenaires peuvent rappeler : il est imprimé à la place de l’adresse.</translation>
  </message>
  <message>
   <source>Your house</source>
   <translation>Votre maison</translation>
  </message>
  <message>
   <source>This is kept inside the vault only.</source>
   <translation>Ceci est gardé seulement dans le coffre.</translation>
  </message>
  <message>
   <source>Name on the forms</source>
   <translation>Nom sur les fiches</translation>
  </message>
  <message>
   <source>A neutral name protects the people who carry the paper.</source>
   <translation>Un nom neutre protège les personnes qui portent le papier.</translation>
  </message>
  <message>
   <source>Call-back telephone</source>
   <translation>Téléphone de rappel</translation>
  </message>
  <message>
   <source>Address (may stay empty)</source>
   <translation>Adresse (peut rester vide)</translation>
  </message>
  <message>
   <source>Never printed, unless you switch it on for one receiver.</source>
   <translation>Jamais imprimée, sauf si vous l’activez pour un destinataire.</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::IntakePage</name>
  <message>
   <source>Danger to life. Tell the person in charge now; safety comes before the interview.</source>
   <translation>Danger de mort. Prévenez la personne responsable maintenant ; la sécurité passe avant l’entretien.</translation>
  </message>
  <message>
   <source>Thoughts of suicide. Do not leave her alone; call the nurse or psychologist now.</source>
   <translation>Idées de suicide. Ne laissez pas la personne seule ; appelez l’infirmière ou la psychologue maintenant.</translation>
  </message>
  <message>
   <source>Those who exploited her may be near. Tell the person in charge of safety now.</source>
   <translation>Ceux qui l’ont exploitée sont peut-être proches. Prévenez maintenant la personne chargée de la sécurité.</translation>
  </message>
  <message>
   <source>A child without an adult who answers for her or him. Call the child protection service.</source>
   <translation>Un enfant sans adulte responsable. Appelez le service de protection de l’enfance.</translation>
  </message>
  <message>
   <source>An answer asks for action at once. See the urgent task in the file.</source>
   <translation>Une réponse demande d’agir aussitôt. Voyez la tâche urgente dans le dossier.</translation>
  </message>
  <message>
   <source>Interview</source>
   <translation>Entretien</translation>
  </message>
  <message>
   <source>The form of this interview is not part of this program. Its answers are safe in the file.</source>
   <translation>Le formulaire de cet entretien ne fait pas partie de ce programme. Ses réponses sont en sécurité dans le dossier.</translation>
  </message>
  <message numerus="yes">
   <source>This interview was begun with another version of the form. %n answers have no question here; they are kept.</source>
   <translation>
    <numerusform>Cet entretien a été commencé avec une autre version du formulaire. %n réponse n’a pas de question ici ; elle est gardée.</numerusform>
    <numerusform>Cet entretien a été commencé avec une autre version du formulaire. %n réponses n’ont pas de question ici ; elles sont gardées.</numerusform>
   </translation>
  </message>
  <message>
   <source>This sitting was cut off. You are back where it stood at %1; nothing that was saved is lost.</source>
   <translation>Cette séance a été coupée. Vous êtes revenu où elle en était à %1 ; rien de ce qui était enregistré n’est perdu.</translation>
  </message>
  <message>
   <source>Code for pauses …</source>
   <translation>Code pour les pauses…</translation>
  </message>
  <message>
   <source>Open a form</source>
   <translation>Ouvrir un formulaire</translation>
  </message>
  <message>
   <source>Forms (*.xlsx)</source>
   <translation>Formulaires (*.xlsx)</translation>
  </message>
  <message>
   <source>Stop the sitting</source>
   <translation>Arrêter la séance</translation>
  </message>
  <message>
   <source>Why does this sitting end? Every answer so far is kept.</source>
   <translation>Pourquoi cette séance se termine-t-elle ? Toutes les réponses sont gardées.</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>Continuer</translation>
  </message>
  <message>
   <source>Enough for today</source>
   <translation>Assez pour aujourd’hui</translation>
  </message>
  <message>
   <source>She is tired or upset</source>
   <translation>La personne est fatiguée ou bouleversée</translation>
  </message>
  <message>
   <source>She asked to stop</source>
   <translation>La personne a demandé d’arrêter</translation>
  </message>
  <message>
   <source>Something else came up</source>
   <translation>Autre chose est survenu</translation>
  </message>
  <message>
   <source>The sitting is closed. You can go on with the interview at any time.</source>
   <translation>La séance est terminée. Vous pouvez continuer l’entretien à tout moment.</translation>
  </message>
  <message>
   <source>Sign the interview</source>
   <translation>Signer l’entretien</translation>
  </message>
  <message>
   <source>A signed interview is not changed any more.</source>
   <translation>Un entretien signé n’est plus changé.</translation>
  </message>
  <message>
   <source>Answers of questions that are hidden now are dropped. A correction is made in a new interview.</source>
   <translation>Les réponses aux questions maintenant cachées sont abandonnées. Une correction se fait dans un nouvel entretien.</translation>
  </message>
  <message>
   <source>Not yet</source>
   <translation>Pas encore</translation>
  </message>
  <message>
   <source>Sign</source>
   <translation>Signer</translation>
  </message>
  <message>
   <source>The interview is signed.</source>
   <translation>L’entretien est signé.</translation>
  </message>
  <message>
   <source>signed %1</source>
   <translation>signé le %1</translation>
  </message>
  <message>
   <source>sitting since %1</source>
   <translation>séance depuis %1</translation>
  </message>
  <message>
   <source>Kirundi large</source>
   <translation>Kirundi en grand</translation>
  </message>
  <message>
   <source>Show Kirundi as the large line (F8)</source>
   <translation>Afficher le kirundi en grand (F8)</translation>
  </message>
  <message>
   <source>My notes</source>
   <translation>Mes notes</translation>
  </message>
  <message>
   <source>What you see and think, apart from her words (F7)</source>
   <translation>Ce que vous voyez et pensez, à part de ses paroles (F7)</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>Pause</translation>
  </message>
  <message>
   <source>Hide the questions (F9 or F12)</source>
   <translation>Cacher les questions (F9 ou F12)</translation>
  </message>
  <message>
   <source>Stop …</source>
   <translation>Arrêter…</translation>
  </message>
  <message>
   <source>Review</source>
   <translation>Relire</translation>
  </message>
  <message>
   <source>Interviewer's view, kept apart from her words</source>
   <translation>Avis de l’intervieweur, gardé à part de ses paroles</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::InterviewsPage</name>
  <message>
   <source>Interviews</source>
   <translation>Entretiens</translation>
  </message>
  <message>
   <source>Case code</source>
   <translation>Code du dossier</translation>
  </message>
  <message>
   <source>Called</source>
   <translation>Nom</translation>
  </message>
  <message>
   <source>Form</source>
   <translation>Formulaire</translation>
  </message>
  <message>
   <source>Begun</source>
   <translation>Commencé</translation>
  </message>
  <message>
   <source>Sittings</source>
   <translation>Séances</translation>
  </message>
  <message>
   <source>No interview is open</source>
   <translation>Aucun entretien n’est ouvert</translation>
  </message>
  <message>
   <source>Interviews that were begun and not yet signed stand here. A new one begins in the file of the person.</source>
   <translation>Ici se trouvent les entretiens commencés et pas encore signés. Un nouveau se commence dans le dossier de la personne.</translation>
  </message>
  <message>
   <source>Choose a person</source>
   <translation>Choisir une personne</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::KitSection</name>
  <message>
   <source>Make new recovery cards?</source>
   <translation>Faire de nouvelles cartes de récupération ?</translation>
  </message>
  <message>
   <source>From that moment the present cards open nothing any more, except backups made before.</source>
   <translation>Dès ce moment les cartes actuelles n’ouvrent plus rien, sauf les sauvegardes faites avant.</translation>
  </message>
  <message>
   <source>Keep the present cards</source>
   <translation>Garder les cartes actuelles</translation>
  </message>
  <message>
   <source>Make new cards</source>
   <translation>Faire de nouvelles cartes</translation>
  </message>
  <message>
   <source>The new cards are valid. Destroy the former ones.</source>
   <translation>Les nouvelles cartes sont valables. Détruisez les anciennes.</translation>
  </message>
  <message>
   <source>Recovery cards</source>
   <translation>Cartes de récupération</translation>
  </message>
  <message>
   <source>Kit in force: %1. Make new cards when a holder leaves, when a card is lost, or when two cards have been together in the wrong hands.</source>
   <translation>Jeu en vigueur : %1. Faites de nouvelles cartes quand un détenteur part, quand une carte est perdue, ou quand deux cartes ont été ensemble dans de mauvaises mains.</translation>
  </message>
  <message>
   <source>Make new recovery cards…</source>
   <translation>Faire de nouvelles cartes de récupération…</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::LanguageStep</name>
  <message>
   <source>Welcome to Indaro</source>
   <translation>Bienvenue dans Indaro</translation>
  </message>
  <message>
   <source>Choose the language of the screens. It can be changed at any time.</source>
   <translation>Choisissez la langue des écrans. Elle peut être changée à tout moment.</translation>
  </message>
  <message>
   <source>What would you like to do?</source>
   <translation>Que voulez-vous faire ?</translation>
  </message>
  <message>
   <source>Set up this computer for the first time</source>
   <translation>Préparer cet ordinateur pour la première fois</translation>
  </message>
  <message>
   <source>Restore a backup on this computer</source>
   <translation>Restaurer une sauvegarde sur cet ordinateur</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::MachineStep</name>
  <message>
   <source>How well does this computer protect you?</source>
   <translation>Cet ordinateur vous protège-t-il bien ?</translation>
  </message>
  <message>
   <source>Indaro encrypts everything it writes. Two things it cannot do for this computer:</source>
   <translation>Indaro chiffre tout ce qu’il écrit. Deux choses qu’il ne peut pas faire pour cet ordinateur :</translation>
  </message>
  <message>
   <source>Whether the disk is encrypted could not be checked.</source>
   <translation>Le chiffrement du disque n’a pas pu être vérifié.</translation>
  </message>
  <message>
   <source>The disk of this computer is not encrypted. Indaro's own file is, but papers you save as PDF and other programs' files can be read by a thief. Ask whoever installs your computers for full disk encryption.</source>
   <translation>Le disque de cet ordinateur n’est pas chiffré. Le fichier d’Indaro l’est, mais un voleur peut lire les PDF enregistrés et les fichiers d’autres programmes. Demandez à qui installe vos ordinateurs de chiffrer tout le disque.</translation>
  </message>
  <message>
   <source>The disk is encrypted.</source>
   <translation>Le disque est chiffré.</translation>
  </message>
  <message>
   <source>Whether memory is written to the disk could not be checked.</source>
   <translation>L’écriture de la mémoire sur le disque n’a pas pu être vérifiée.</translation>
  </message>
  <message>
   <source>This computer writes parts of its memory to the disk without encryption (swap). Names you have just read could be found there later. Have the swap area encrypted or switched off.</source>
   <translation>Cet ordinateur écrit des parties de sa mémoire sur le disque sans chiffrement (swap). Des noms que vous venez de lire pourraient y être retrouvés. Faites chiffrer ou désactiver cette zone.</translation>
  </message>
  <message>
   <source>Memory is never written to the disk in the clear.</source>
   <translation>La mémoire n’est jamais écrite en clair sur le disque.</translation>
  </message>
  <message>
   <source>I have read this and shall have it seen to</source>
   <translation>J’ai lu ceci et je m’en occuperai</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::NewPassphrase</name>
  <message>
   <source>Write these words down, learn them, then destroy the paper. Now type them below.</source>
   <translation>Notez ces mots, apprenez-les, puis détruisez le papier. Tapez-les maintenant ci-dessous.</translation>
  </message>
  <message>
   <source>At least four words, or twelve characters.</source>
   <translation>Au moins quatre mots, ou douze caractères.</translation>
  </message>
  <message>
   <source>Strong enough.</source>
   <translation>Assez forte.</translation>
  </message>
  <message>
   <source>Not strong enough yet: go on typing.</source>
   <translation>Pas encore assez forte : continuez à taper.</translation>
  </message>
  <message>
   <source>The two are not the same. Type the passphrase once more.</source>
   <translation>Les deux ne sont pas pareilles. Tapez la phrase secrète encore une fois.</translation>
  </message>
  <message>
   <source>New passphrase</source>
   <translation>Nouvelle phrase secrète</translation>
  </message>
  <message>
   <source>The same passphrase again</source>
   <translation>La même phrase secrète encore une fois</translation>
  </message>
  <message>
   <source>Suggest words</source>
   <translation>Proposer des mots</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::PeoplePage</name>
  <message>
   <source>People</source>
   <translation>Personnes</translation>
  </message>
  <message>
   <source>Admit a person</source>
   <translation>Admettre une personne</translation>
  </message>
  <message>
   <source>Search by name, code, register number or note</source>
   <translation>Chercher par nom, code, numéro de registre ou note</translation>
  </message>
  <message>
   <source>In the house now</source>
   <translation>Présents</translation>
  </message>
  <message>
   <source>Under 18</source>
   <translation>Moins de 18 ans</translation>
  </message>
  <message>
   <source>In a family unit</source>
   <translation>En famille</translation>
  </message>
  <message>
   <source>Last changed first</source>
   <translation>Plus récents</translation>
  </message>
  <message>
   <source>By name</source>
   <translation>Par nom</translation>
  </message>
  <message numerus="yes">
   <source>%n person(s)</source>
   <translation>
    <numerusform>%n personne</numerusform>
    <numerusform>%n personnes</numerusform>
   </translation>
  </message>
  <message>
   <source>Reading the register…</source>
   <translation>Lecture du registre…</translation>
  </message>
  <message>
   <source>Nobody matches. Try fewer letters or another spelling, or take the filters away.</source>
   <translation>Personne ne correspond. Essayez moins de lettres ou une autre orthographe, ou enlevez les filtres.</translation>
  </message>
  <message>
   <source>The register is empty. Press “Admit a person” (Ctrl+N) when somebody arrives: it takes about three minutes, and everything that is not known can stay open.</source>
   <translation>Le registre est vide. Appuyez sur « Admettre une personne » (Ctrl+N) quand quelqu’un arrive : cela prend environ trois minutes, et tout ce qui n’est pas connu peut rester ouvert.</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::PlaceEdit</name>
  <message>
   <source>Find a place in Burundi</source>
   <translation>Trouver un lieu au Burundi</translation>
  </message>
  <message>
   <source>Type a colline, a commune or a province</source>
   <translation>Tapez une colline, une commune ou une province</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::RecordSection</name>
  <message>
   <source>History of this field</source>
   <translation>Historique de ce champ</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::RecoveryKitPanel</name>
  <message>
   <source>Card %1 · kit %2</source>
   <translation>Carte %1 · jeu %2</translation>
  </message>
  <message>
   <source>Type two of the cards back</source>
   <translation>Retapez deux des cartes</translation>
  </message>
  <message>
   <source>Three recovery cards</source>
   <translation>Trois cartes de récupération</translation>
  </message>
  <message>
   <source>This proves that the papers can be read. Take any two of the three and type their digits.</source>
   <translation>Ceci prouve que les papiers sont lisibles. Prenez deux des trois et tapez leurs chiffres.</translation>
  </message>
  <message>
   <source>If every passphrase is forgotten, any two of these cards open the vault; one card alone opens nothing. Print the cards or copy each onto its own paper now, seal each in an envelope, and give them to three different holders: the director, the legal representative, and another trusted organisation – not the state. Never photograph them and never keep two together.</source>
   <translation>Si toutes les phrases secrètes sont oubliées, deux de ces cartes ouvrent le coffre ; une seule n’ouvre rien. Imprimez maintenant les cartes ou copiez chacune sur son propre papier, mettez chacune sous enveloppe, et donnez-les à trois détenteurs différents : la direction, le représentant légal, et une autre organisation de confiance – pas l’État. Ne les photographiez jamais et n’en gardez jamais deux ensemble.</translation>
  </message>
  <message>
   <source>Check the cards</source>
   <translation>Vérifier les cartes</translation>
  </message>
  <message>
   <source>The three cards are written</source>
   <translation>Les trois cartes sont écrites</translation>
  </message>
  <message>
   <source>Show the cards again</source>
   <translation>Montrer encore les cartes</translation>
  </message>
  <message>
   <source>Print the three cards…</source>
   <translation>Imprimer les trois cartes…</translation>
  </message>
  <message>
   <source>Save as PDF…</source>
   <translation>Enregistrer en PDF…</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::ReferralPage</name>
  <message>
   <source>Referral %1</source>
   <translation>Référence %1</translation>
  </message>
  <message>
   <source>Referral</source>
   <translation>Référence</translation>
  </message>
  <message>
   <source>Record what happened next…</source>
   <translation>Noter la suite…</translation>
  </message>
  <message>
   <source>%1: %2</source>
   <translation>%1 : %2</translation>
  </message>
  <message>
   <source>Print</source>
   <translation>Imprimer</translation>
  </message>
  <message>
   <source>Save as PDF</source>
   <translation>Enregistrer en PDF</translation>
  </message>
  <message>
   <source>By default only the case code is printed. Switch on “Share” line by line, only what the person agreed to. Before printing, write down the consent in section 8, or the lawful ground and who approved it.</source>
   <translation>Par défaut, seul le code du dossier est imprimé. Activez « Partager » ligne par ligne, seulement ce que la personne accepte. Avant d’imprimer, notez le consentement à la partie 8, ou le motif légal et qui l’a approuvé.</translation>
  </message>
  <message>
   <source>Print the address of the house for this receiver</source>
   <translation>Imprimer l’adresse de la maison pour ce destinataire</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::ReferralsPage</name>
  <message>
   <source>Emergency: 24 hours</source>
   <translation>Urgence : 24 heures</translation>
  </message>
  <message>
   <source>Urgent: 72 hours</source>
   <translation>Urgent : 72 heures</translation>
  </message>
  <message>
   <source>Normal: 2 weeks</source>
   <translation>Normal : 2 semaines</translation>
  </message>
  <message>
   <source>Save as PDF</source>
   <translation>Enregistrer en PDF</translation>
  </message>
  <message>
   <source>A PDF can be read by anyone who finds it. If there is a printer, printing is safer.</source>
   <translation>Un PDF peut être lu par quiconque le trouve. S’il y a une imprimante, imprimer est plus sûr.</translation>
  </message>
  <message>
   <source>Indaro keeps no copy of the PDF. Delete it when it has been printed.</source>
   <translation>Indaro ne garde aucune copie du PDF. Effacez-le quand il a été imprimé.</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Annuler</translation>
  </message>
  <message>
   <source>Choose where to save</source>
   <translation>Choisir où enregistrer</translation>
  </message>
  <message>
   <source>Referrals</source>
   <translation>Références</translation>
  </message>
  <message>
   <source>Blank form</source>
   <translation>Fiche vierge</translation>
  </message>
  <message>
   <source>No referral yet. Open a person's file and press “Referral”: the form is filled from the file, printed here in three copies, and travels with the person. No network is needed.</source>
   <translation>Pas encore de référence. Ouvrez le dossier d’une personne et appuyez sur « Référence » : la fiche est remplie depuis le dossier, imprimée ici en trois exemplaires, et voyage avec la personne. Aucun réseau n’est nécessaire.</translation>
  </message>
  <message>
   <source>Serial number</source>
   <translation>Numéro de série</translation>
  </message>
  <message>
   <source>Case code</source>
   <translation>Code du dossier</translation>
  </message>
  <message>
   <source>Receiver</source>
   <translation>Destinataire</translation>
  </message>
  <message>
   <source>Priority</source>
   <translation>Priorité</translation>
  </message>
  <message>
   <source>State</source>
   <translation>État</translation>
  </message>
  <message>
   <source>Written</source>
   <translation>Écrite</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::RestoreStep</name>
  <message>
   <source>Backup to restore</source>
   <translation>Sauvegarde à restaurer</translation>
  </message>
  <message>
   <source>Indaro backups (*.bak)</source>
   <translation>Sauvegardes Indaro (*.bak)</translation>
  </message>
  <message>
   <source>Backup of %1; recovery kit %2</source>
   <translation>Sauvegarde du %1 ; jeu de cartes %2</translation>
  </message>
  <message>
   <source>Choose the backup file, for example on the USB stick.</source>
   <translation>Choisissez le fichier de sauvegarde, par exemple sur la clé USB.</translation>
  </message>
  <message>
   <source>Type the passphrase this account had on the day of the backup.</source>
   <translation>Tapez la phrase secrète qu’avait ce compte le jour de la sauvegarde.</translation>
  </message>
  <message>
   <source>Restore a backup</source>
   <translation>Restaurer une sauvegarde</translation>
  </message>
  <message>
   <source>The restored vault counts as a new computer: it continues with its own numbers, and new recovery cards are made.</source>
   <translation>Le coffre restauré compte comme un nouvel ordinateur : il continue avec ses propres numéros, et de nouvelles cartes de récupération sont faites.</translation>
  </message>
  <message>
   <source>Backup file</source>
   <translation>Fichier de sauvegarde</translation>
  </message>
  <message>
   <source>Choose…</source>
   <translation>Choisir…</translation>
  </message>
  <message>
   <source>I know the passphrase of an account</source>
   <translation>Je connais la phrase secrète d’un compte</translation>
  </message>
  <message>
   <source>I have two recovery cards</source>
   <translation>J’ai deux cartes de récupération</translation>
  </message>
  <message>
   <source>Account</source>
   <translation>Compte</translation>
  </message>
  <message>
   <source>Passphrase on the day of the backup</source>
   <translation>Phrase secrète le jour de la sauvegarde</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::ReviewPanel</name>
  <message>
   <source>Every answer can stand as it is.</source>
   <translation>Toutes les réponses peuvent rester ainsi.</translation>
  </message>
  <message numerus="yes">
   <source>%n questions to look at</source>
   <translation>
    <numerusform>%n question à regarder</numerusform>
    <numerusform>%n questions à regarder</numerusform>
   </translation>
  </message>
  <message>
   <source>The register already says what she said.</source>
   <translation>Le registre dit déjà ce qu’elle a dit.</translation>
  </message>
  <message>
   <source>What differs from the register</source>
   <translation>Ce qui diffère du registre</translation>
  </message>
  <message>
   <source>Tick what is right. Only ticked lines are written to her file; the old values stay in its history.</source>
   <translation>Cochez ce qui est juste. Seules les lignes cochées sont écrites dans le dossier ; les anciennes valeurs restent dans l’historique.</translation>
  </message>
  <message>
   <source>Write</source>
   <translation>Écrire</translation>
  </message>
  <message>
   <source>Field</source>
   <translation>Champ</translation>
  </message>
  <message>
   <source>In the register</source>
   <translation>Dans le registre</translation>
  </message>
  <message>
   <source>In the interview</source>
   <translation>Dans l’entretien</translation>
  </message>
  <message>
   <source>Write the ticked lines</source>
   <translation>Écrire les lignes cochées</translation>
  </message>
  <message>
   <source>Sign the interview</source>
   <translation>Signer l’entretien</translation>
  </message>
  <message>
   <source>Back to the questions</source>
   <translation>Retour aux questions</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::SecondPersonPanel</name>
  <message>
   <source>Second person</source>
   <translation>Seconde personne</translation>
  </message>
  <message>
   <source>Passphrase of the second person</source>
   <translation>Phrase secrète de la seconde personne</translation>
  </message>
  <message>
   <source>I agree</source>
   <translation>Je suis d’accord</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Annuler</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::SettingsPage</name>
  <message>
   <source>Settings</source>
   <translation>Réglages</translation>
  </message>
  <message>
   <source>Accounts</source>
   <translation>Comptes</translation>
  </message>
  <message>
   <source>Backup</source>
   <translation>Sauvegarde</translation>
  </message>
  <message>
   <source>Recovery cards</source>
   <translation>Cartes de récupération</translation>
  </message>
  <message>
   <source>Language and display</source>
   <translation>Langue et affichage</translation>
  </message>
  <message>
   <source>About</source>
   <translation>À propos</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::SignInPage</name>
  <message>
   <source>Sign in</source>
   <translation>Ouvrir</translation>
  </message>
  <message>
   <source>Type the passphrase of this account.</source>
   <translation>Tapez la phrase secrète de ce compte.</translation>
  </message>
  <message>
   <source>Opening…</source>
   <translation>Ouverture…</translation>
  </message>
  <message>
   <source>Opening with the cards…</source>
   <translation>Ouverture avec les cartes…</translation>
  </message>
  <message>
   <source>Making new recovery cards…</source>
   <translation>Création de nouvelles cartes de récupération…</translation>
  </message>
  <message numerus="yes">
   <source>Wait %n second(s)</source>
   <translation>
    <numerusform>Attendez %n seconde</numerusform>
    <numerusform>Attendez %n secondes</numerusform>
   </translation>
  </message>
  <message>
   <source>Account</source>
   <translation>Compte</translation>
  </message>
  <message>
   <source>Passphrase</source>
   <translation>Phrase secrète</translation>
  </message>
  <message>
   <source>Passphrase forgotten: use two recovery cards</source>
   <translation>Phrase secrète oubliée : utiliser deux cartes de récupération</translation>
  </message>
  <message>
   <source>Restore a backup, or create another vault</source>
   <translation>Restaurer une sauvegarde, ou créer un autre coffre</translation>
  </message>
  <message>
   <source>Sign in with two recovery cards</source>
   <translation>Ouvrir avec deux cartes de récupération</translation>
  </message>
  <message>
   <source>Account that gets a new passphrase</source>
   <translation>Compte qui reçoit une nouvelle phrase secrète</translation>
  </message>
  <message>
   <source>Open with the cards</source>
   <translation>Ouvrir avec les cartes</translation>
  </message>
  <message>
   <source>Back to the passphrase</source>
   <translation>Retour à la phrase secrète</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::SittingPanel</name>
  <message>
   <source>%1, %2 (signed)</source>
   <translation>%1, %2 (signé)</translation>
  </message>
  <message>
   <source>Go on: %1, %2</source>
   <translation>Continuer : %1, %2</translation>
  </message>
  <message>
   <source>Form</source>
   <translation>Formulaire</translation>
  </message>
  <message>
   <source>Another form …</source>
   <translation>Autre formulaire…</translation>
  </message>
  <message>
   <source>Interviewer</source>
   <translation>Intervieweur</translation>
  </message>
  <message>
   <source>Interpreter</source>
   <translation>Interprète</translation>
  </message>
  <message>
   <source>Language spoken</source>
   <translation>Langue parlée</translation>
  </message>
  <message>
   <source>Large line on screen</source>
   <translation>Grande ligne à l’écran</translation>
  </message>
  <message>
   <source>Place</source>
   <translation>Lieu</translation>
  </message>
  <message>
   <source>Others present, and why</source>
   <translation>Autres présents, et pourquoi</translation>
  </message>
  <message>
   <source>Code for pauses</source>
   <translation>Code pour les pauses</translation>
  </message>
  <message>
   <source>4 digits or more, for this sitting only. Without it a pause locks the program.</source>
   <translation>4 chiffres ou plus, pour cette séance seulement. Sans lui, une pause verrouille le programme.</translation>
  </message>
  <message>
   <source>Go on with the interview</source>
   <translation>Continuer l’entretien</translation>
  </message>
  <message>
   <source>Begin the interview</source>
   <translation>Commencer l’entretien</translation>
  </message>
  <message>
   <source>Before you begin</source>
   <translation>Avant de commencer</translation>
  </message>
  <message>
   <source>• She has eaten, rested and slept, and feels safe.
• What is medically urgent has been seen to.
• The room is private; nobody can hear or come in.
• She chose the sex of interviewer and interpreter, and agreed to them.
• Nobody present may be linked to those who exploited her.
• You know what help you can offer, and will promise nothing else.
• A child, or somebody who may be one: a trained interviewer and a trusted adult are here.</source>
   <translation>• La personne a mangé, s’est reposée et a dormi, et se sent en sécurité.
• Les urgences médicales sont réglées.
• La pièce est privée ; personne ne peut entendre ni entrer.
• Elle a choisi le sexe de l’intervieweur et de l’interprète, et les accepte.
• Personne ici ne peut être lié à ceux qui l’ont exploitée.
• Vous savez quelle aide vous pouvez offrir, et ne promettrez rien d’autre.
• Un enfant, ou quelqu’un qui l’est peut-être : un intervieweur formé et un adulte de confiance sont là.</translation>
  </message>
  <message>
   <source>Interviews of this person</source>
   <translation>Entretiens de cette personne</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::TwoCards</name>
  <message>
   <source>First card: its 96 digits</source>
   <translation>Première carte : ses 96 chiffres</translation>
  </message>
  <message>
   <source>Second card: its 96 digits</source>
   <translation>Seconde carte : ses 96 chiffres</translation>
  </message>
  <message>
   <source>Blanks between the groups may be left out.</source>
   <translation>Les espaces entre les groupes peuvent être omis.</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::ValueEdit</name>
  <message>
   <source>dd/MM/yyyy, MM/yyyy or yyyy</source>
   <translation>jj/mm/aaaa, mm/aaaa ou aaaa</translation>
  </message>
  <message>
   <source>No reason: leave empty</source>
   <translation>Sans motif : laisser vide</translation>
  </message>
  <message>
   <source>Why there is no answer</source>
   <translation>Pourquoi il n’y a pas de réponse</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::print::PreviewWidget</name>
  <message>
   <source>Print preview</source>
   <translation>Aperçu avant impression</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::shell::MainWindow</name>
  <message>
   <source>Saving…</source>
   <translation>Enregistrement…</translation>
  </message>
  <message>
   <source>Everything is saved</source>
   <translation>Tout est enregistré</translation>
  </message>
  <message>
   <source>The last change is NOT saved</source>
   <translation>Le dernier changement n’est PAS enregistré</translation>
  </message>
  <message>
   <source>Keys that work everywhere</source>
   <translation>Touches qui marchent partout</translation>
  </message>
  <message>
   <source>Ctrl+1 … Ctrl+9: the entries of the side bar, from the top
Ctrl+K: search
Ctrl+L: lock
F12: hide the interview, or lock
Alt+Left: back
Ctrl+U in a field: why there is no answer
Tab and Shift+Tab: next and previous field</source>
   <translation>Ctrl+1 … Ctrl+9 : les entrées de la barre latérale, depuis le haut
Ctrl+K : chercher
Ctrl+L : verrouiller
F12 : cacher l’entretien, ou verrouiller
Alt+Gauche : retour
Ctrl+U dans un champ : pourquoi il n’y a pas de réponse
Tab et Maj+Tab : champ suivant et précédent</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Fermer</translation>
  </message>
  <message>
   <source>%1 (Ctrl+%2)</source>
   <translation>%1 (Ctrl+%2)</translation>
  </message>
  <message>
   <source>Back (Alt+Left)</source>
   <translation>Retour (Alt+Gauche)</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Retour</translation>
  </message>
  <message>
   <source>Keys (F1)</source>
   <translation>Touches (F1)</translation>
  </message>
  <message>
   <source>Keys</source>
   <translation>Touches</translation>
  </message>
  <message>
   <source>Lock</source>
   <translation>Verrouiller</translation>
  </message>
  <message>
   <source>Lock now (Ctrl+L)</source>
   <translation>Verrouiller maintenant (Ctrl+L)</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Langue</translation>
  </message>
  <message>
   <source>Signed in</source>
   <translation>Compte ouvert</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::AccountsSection</name>
  <message>
   <source>%1 (you)</source>
   <translation>%1 (vous)</translation>
  </message>
  <message>
   <source>%1 (switched off)</source>
   <translation>%1 (désactivé)</translation>
  </message>
  <message>
   <source>Switch on</source>
   <translation>Activer</translation>
  </message>
  <message>
   <source>Switch off</source>
   <translation>Désactiver</translation>
  </message>
  <message>
   <source>Choose a name for the account.</source>
   <translation>Choisissez un nom pour le compte.</translation>
  </message>
  <message>
   <source>The account can sign in now.</source>
   <translation>Le compte peut maintenant ouvrir le coffre.</translation>
  </message>
  <message>
   <source>Your passphrase is changed. Backups made before still open with the former one.</source>
   <translation>Votre phrase secrète est changée. Les sauvegardes faites avant s’ouvrent encore avec l’ancienne.</translation>
  </message>
  <message>
   <source>The account can no longer sign in.</source>
   <translation>Le compte ne peut plus ouvrir le coffre.</translation>
  </message>
  <message>
   <source>The account is switched on and signs in with its passphrase as before.</source>
   <translation>Le compte est activé et s’ouvre avec sa phrase secrète comme avant.</translation>
  </message>
  <message>
   <source>Removing needs the passphrase of a second person, and there is no other account. Add one, or switch this account off.</source>
   <translation>Supprimer demande la phrase secrète d’une seconde personne, et il n’y a pas d’autre compte. Ajoutez-en un, ou désactivez celui-ci.</translation>
  </message>
  <message>
   <source>The account “%1” is removed for good and the key of the vault is changed.</source>
   <translation>Le compte « %1 » est supprimé définitivement et la clé du coffre est changée.</translation>
  </message>
  <message>
   <source>The account is removed. Older backups still open with its passphrase: replace them soon.</source>
   <translation>Le compte est supprimé. Les anciennes sauvegardes s’ouvrent encore avec sa phrase secrète : remplacez-les bientôt.</translation>
  </message>
  <message>
   <source>Accounts</source>
   <translation>Comptes</translation>
  </message>
  <message>
   <source>Everybody signs in with an account of their own, so that the history says who changed what.</source>
   <translation>Chacun ouvre le coffre avec son propre compte, pour que l’historique dise qui a changé quoi.</translation>
  </message>
  <message>
   <source>Add an account</source>
   <translation>Ajouter un compte</translation>
  </message>
  <message>
   <source>Change my passphrase</source>
   <translation>Changer ma phrase secrète</translation>
  </message>
  <message>
   <source>Remove…</source>
   <translation>Supprimer…</translation>
  </message>
  <message>
   <source>Name of the account</source>
   <translation>Nom du compte</translation>
  </message>
  <message>
   <source>It is readable before signing in: initials or a nickname will do, no full name.</source>
   <translation>Il est lisible avant l’ouverture : des initiales ou un surnom suffisent, pas de nom complet.</translation>
  </message>
  <message>
   <source>Present passphrase</source>
   <translation>Phrase secrète actuelle</translation>
  </message>
  <message>
   <source>Second person</source>
   <translation>Seconde personne</translation>
  </message>
  <message>
   <source>Passphrase of the second person</source>
   <translation>Phrase secrète de la seconde personne</translation>
  </message>
  <message>
   <source>Add the account</source>
   <translation>Ajouter le compte</translation>
  </message>
  <message>
   <source>Change the passphrase</source>
   <translation>Changer la phrase secrète</translation>
  </message>
  <message>
   <source>Remove for good</source>
   <translation>Supprimer définitivement</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Annuler</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::AdmitPage</name>
  <message>
   <source>Admit a person</source>
   <translation>Admettre une personne</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::CaseFilePage</name>
  <message>
   <source>File</source>
   <translation>Dossier</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::HomePage</name>
  <message>
   <source>Home</source>
   <translation>Accueil</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::IntakePage</name>
  <message>
   <source>Interview</source>
   <translation>Entretien</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::InterviewsPage</name>
  <message>
   <source>Interviews</source>
   <translation>Entretiens</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::PeoplePage</name>
  <message>
   <source>People</source>
   <translation>Personnes</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::PlaceEdit</name>
  <message>
   <source>%1 (18 provinces)</source>
   <translation>%1 (18 provinces)</translation>
  </message>
  <message>
   <source>%1 (18 provinces), today: %2</source>
   <translation>%1 (18 provinces), aujourd’hui : %2</translation>
  </message>
  <message>
   <source>%1 (5 provinces)</source>
   <translation>%1 (5 provinces)</translation>
  </message>
  <message>
   <source>%1 (5 provinces), before: %2</source>
   <translation>%1 (5 provinces), avant : %2</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::ReferralPage</name>
  <message>
   <source>Referral</source>
   <translation>Référence</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::ReferralsPage</name>
  <message>
   <source>Referrals</source>
   <translation>Références</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::SettingsPage</name>
  <message>
   <source>Settings</source>
   <translation>Réglages</translation>
  </message>
 </context>
</TS>
