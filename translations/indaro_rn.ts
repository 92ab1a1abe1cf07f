<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="rn_BI">
 <context>
  <name>AccountsSection</name>
  <message>
   <source>%1 (you)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 (switched off)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Switch on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Switch off</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a name for the account.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The account can sign in now.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Your passphrase is changed. Backups made before still open with the former one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The account can no longer sign in.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The account is switched on and signs in with its passphrase as before.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Removing needs the passphrase of a second person, and there is no other account. Add one, or switch this account off.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The account “%1” is removed for good and the key of the vault is changed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The account is removed. Older backups still open with its passphrase: replace them soon.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Accounts</source>
   <translation>Konte</translation>
  </message>
  <message>
   <source>Everybody signs in with an account of their own, so that the history says who changed what.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add an account</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Change my passphrase</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name of the account</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It is readable before signing in: initials or a nickname will do, no full name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Present passphrase</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Second person</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Passphrase of the second person</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add the account</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Change the passphrase</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove for good</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation>Heba</translation>
  </message>
 </context>
 <context>
  <name>AdmitPage</name>
  <message>
   <source>Admit a person</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>CaseFilePage</name>
  <message>
   <source>File</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ErrorText</name>
  <message>
   <source>Nothing is lost.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The last change was not saved; everything before it is.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Your data has not been changed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Try again; if it happens again, note the code at the end of this message and tell your support.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file is not there any more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check that the USB stick is plugged in and choose the file again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file cannot be read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check that you may open it, or choose another file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing can be written in this place.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose another folder, or check that the disk or USB stick is not write-protected.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The disk is full.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Free some space on the disk, then try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file is too large to be opened safely.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check that it is the right file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The encryption of this computer could not be started.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Install the program again; nothing is opened without encryption.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A key or a sealed piece of data has the wrong form.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A sealed piece of data has been changed or damaged.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use another copy, for example the newest backup.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is not enough free memory to check the passphrase.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close other programs, then try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The key settings stored in this folder are outside the safe limits; the file may have been tampered with.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Do not type your passphrase here. Restore the newest backup.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The encrypted database engine is missing on this computer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Install the program again with its own package.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The encrypted database engine on this computer is too old.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Install the program again with its own package; version 4.6 or newer of SQLCipher is needed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The data file is not encrypted, so it is not ours and was not opened.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose another folder, or restore the newest backup.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The data file cannot be opened with the key of this folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The folder may mix files of two vaults. Restore the newest backup.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Another program is using the data file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close the other program, then try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The data file is damaged.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What was saved before the newest backup is safe in that backup.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Do not work on. Restore the newest backup and keep the damaged folder for your support.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The data file may only be read, not written.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check that the disk is not write-protected and that you may write in the folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The data was written by a newer version of the program.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Install the newest version on this computer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The data could not be brought to the form this version needs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The data is as it was before.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go on with the former version and tell your support the code at the end of this message.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Two pieces of data contradict each other, so the change was refused.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A change without its history entry was refused.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The data file did not accept the change.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The program made a mistake while saving and stopped the change.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There are already files in this folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose an empty folder, or sign in to the vault that is there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no vault in this folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose the right folder, or create a vault.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Indaro is already open on this vault, in another window or for another user.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go to the other window, or close it first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Both copies of the key file are damaged.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The data itself may be whole, but cannot be opened from here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Restore the newest backup.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The key file was written by a newer version of the program.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This passphrase is not the right one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check Caps Lock and the keyboard layout, then type it again. If it is forgotten, use two recovery cards.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This passphrase is too easy to guess.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use at least four words, or twelve characters.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no account with this name here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose an account from the list.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This account has been switched off.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ask a colleague with an account to switch it on again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is already an account with this name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose another name for the account.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This is the last account that can sign in, so it must stay.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add another account first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This needs a second person: another account than yours.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ask a colleague to type their passphrase.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Group %1 of the card is not right.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Compare this group with the paper and correct it: six digits in each group, sixteen groups.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>These two cards do not belong together, or the same card was typed twice.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use two different cards with the same kit number.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>These cards are from another kit and do not open this vault.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Look for the cards that carry the kit number shown.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This backup is damaged or not whole.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use another backup, and make a new one soon.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This backup was made by a newer version of the program.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The backup was written, but reading it back gave something else.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Your data is safe on this computer; the backup is not usable.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use another USB stick or folder: this one may be failing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This file or entry does not exist any more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go back to the list and open it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This version of the program does not know a field it was given.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This entry is already there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open the one that exists.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An entry of the change history is damaged.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Make a backup now and tell your support the code at the end of this message.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no consent for this.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ask for consent and note it, or give the lawful reason and who approved it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Line %1 of the file cannot be read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing of the file was taken in.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Correct this line, then import the file again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This value is outside what is possible.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Correct it, or choose why it is unknown.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This date is in the future.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check the date, and the clock of the computer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This text is too long.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shorten it; longer stories belong in the notes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This person already has an open stay.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open the present stay, or close it first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This can no longer be done at this stage.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Look at the present state and choose what fits it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This file is not an Excel workbook (.xlsx).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a form saved as .xlsx.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This file is in the old Excel format (.xls).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open it in a spreadsheet program and save it as .xlsx.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This workbook is damaged.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Get the form again from where it came.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This workbook is too large for a form.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This workbook has no sheet named “survey”, so it is no form.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose another workbook.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A rule in the form is written wrongly.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The answers already given are kept.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tell the author of the form.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A rule in the form could not be worked out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The template of this document is damaged.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Install the program again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Printing did not work.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check that the printer is on and has paper, or save a PDF.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Something that was typed cannot be used.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check what you typed and try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What was looked for is not there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go back and choose again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This was cancelled.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>You can start it again at any time.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is not enough free memory.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The program made a mistake and stopped what it was doing.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Field</name>
  <message>
   <source>Case code</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name shown in the house</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Number in another register</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>State of the file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sex</source>
   <translation>Igitsina</translation>
  </message>
  <message>
   <source>Estimated age</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Under 18</source>
   <translation>Musi y’imyaka 18</translation>
  </message>
  <message>
   <source>Role in the family unit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Languages spoken</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Interpreter needed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Agreement to share</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>File opened</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Family unit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Age estimated on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Family name</source>
   <translation>Izina</translation>
  </message>
  <message>
   <source>Given names</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Known as</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Date of birth</source>
   <translation>Itariki y’amavuko</translation>
  </message>
  <message>
   <source>Nationality</source>
   <translation>Ubwenegihugu</translation>
  </message>
  <message>
   <source>Main language</source>
   <translation>Ururimi</translation>
  </message>
  <message>
   <source>Marital status</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Number of children</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Education</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Work before</source>
   <translation>Akazi</translation>
  </message>
  <message>
   <source>Telephone</source>
   <translation>Terefone</translation>
  </message>
  <message>
   <source>Safe way and time to contact</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Place code</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Province of origin</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Commune of origin</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Zone of origin</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Colline of origin</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Division of the country</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Contact person</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Link with the contact person</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Telephone of the contact person</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Identity papers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Papers are held by</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Place of birth</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Health complaint</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pregnant</source>
   <translation>Yibungenze</translation>
  </message>
  <message>
   <source>Weeks of pregnancy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Disability</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Medicines taken</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Violence suffered</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Violence suffered, as imported</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Special needs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Register number</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Arrived on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Referred by</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Brought by</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Escort</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reason for the stay</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Urgent needs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Left on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reason for leaving</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Safety when leaving</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Registered by</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Immediate needs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Service referred to</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Referred to the service on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Destination</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Destination in detail</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kind of exploitation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How recruited</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where recruited</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Left home on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Came back on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Country of destination</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Country of transit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Transport</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Papers taken away</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pay promised (FBu a month)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pay received (FBu a month)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Months it lasted</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Title</source>
   <translation>Umutwe</translation>
  </message>
  <message>
   <source>Note</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kind of note</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>State of the interview</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Signed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Language of the interview</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Serial number</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>State of the referral</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Priority</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Receiving service</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Printed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Answered</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Purpose</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Decision</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Recipient</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Given on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Withdrawn on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Task</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Done</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>HomePage</name>
  <message>
   <source>Home</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>IntakePage</name>
  <message>
   <source>Interview</source>
   <translation>Ikiganiro</translation>
  </message>
 </context>
 <context>
  <name>InterviewsPage</name>
  <message>
   <source>Interviews</source>
   <translation>Ibiganiro</translation>
  </message>
 </context>
 <context>
  <name>Missing</name>
  <message>
   <source>Not asked</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Refused to answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Does not know</source>
   <translation>Ntabizi</translation>
  </message>
  <message>
   <source>Interview stopped</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopped</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PeoplePage</name>
  <message>
   <source>People</source>
   <translation>Abantu</translation>
  </message>
 </context>
 <context>
  <name>PlaceEdit</name>
  <message>
   <source>%1 (18 provinces)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 (18 provinces), today: %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 (5 provinces)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 (5 provinces), before: %2</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Record</name>
  <message>
   <source>File</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Identity</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Health</source>
   <translation>Amagara</translation>
  </message>
  <message>
   <source>Alleged perpetrator</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stay</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Destination</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Episode of exploitation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Note</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Interview</source>
   <translation>Ikiganiro</translation>
  </message>
  <message>
   <source>Sitting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Answer</source>
   <translation>Inyishu</translation>
  </message>
  <message>
   <source>Consent</source>
   <translation>Ukwemera</translation>
  </message>
  <message>
   <source>Referral</source>
   <translation>Ukurungika umuntu ahandi</translation>
  </message>
  <message>
   <source>Task</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ReferralPage</name>
  <message>
   <source>Referral</source>
   <translation>Ukurungika umuntu ahandi</translation>
  </message>
 </context>
 <context>
  <name>ReferralStatus</name>
  <message>
   <source>draft</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>printed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>sent</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>received</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>accepted</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>refused</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>in progress</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>done</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>answered with a slip</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>closed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>withdrawn</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>expired</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>returned</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ReferralsPage</name>
  <message>
   <source>Referrals</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SettingsPage</name>
  <message>
   <source>Settings</source>
   <translation>Amahitamwo</translation>
  </message>
 </context>
 <context>
  <name>indaro::desktop::Composition</name>
  <message>
   <source>Close</source>
   <translation>Ugara</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::forms::AcknowledgeEditor</name>
  <message>
   <source>Read and understood</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::forms::DateEditor</name>
  <message>
   <source>dd/mm/yyyy, mm/yyyy or yyyy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose in a calendar</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::forms::FormTexts</name>
  <message>
   <source>to be translated</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::forms::FormView</name>
  <message>
   <source>This cannot be read as an answer of this kind. It is kept until you correct it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This question is no longer part of the form.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Questions</source>
   <translation>Ibibazo</translation>
  </message>
  <message>
   <source>A line was removed with its answers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Undo</source>
   <translation>Subiza</translation>
  </message>
  <message>
   <source>Previous section</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next section</source>
   <translation>Ibikurikira</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::forms::ProgressRail</name>
  <message>
   <source>opens after the consent</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>nothing to ask</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 of %2 answered</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <source>%n to look at</source>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::forms::QuestionWidget</name>
  <message>
   <source>Refused to answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Does not know</source>
   <translation>Ntabizi</translation>
  </message>
  <message>
   <source>Not asked</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopped here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Guidance for the interviewer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>◆ sensitive</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ask only when you are alone with the person and she is ready.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Clear the answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No answer</source>
   <translation>Nta nyishu</translation>
  </message>
  <message>
   <source>This answer does not fit.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Needed before the next sections open.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::forms::RankEditor</name>
  <message>
   <source>Alt+Up and Alt+Down move a line.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::forms::SectionPage</name>
  <message>
   <source>Remove</source>
   <translation>Kuraho</translation>
  </message>
  <message>
   <source>Add: %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No. %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::kit::BilingualLabel</name>
  <message>
   <source>Kirundi: to be translated</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kirundi not reviewed yet</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::kit::PartialDateEdit</name>
  <message>
   <source>This is not a date that can be read. Write day/month/year, month/year or the year alone.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::kit::ProgressPanel</name>
  <message>
   <source>Cancel</source>
   <translation>Heba</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::kit::SecretField</name>
  <message>
   <source>CAPS LOCK</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hold down to read what you typed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show while held down</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::kit::ValueWithReason</name>
  <message>
   <source>Known after all</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Why is there no answer? (Ctrl+U)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No answer because…</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::models::PersonListModel</name>
  <message>
   <source>%1 (minor)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>minor</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In the house</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name</source>
   <translation>Izina</translation>
  </message>
  <message>
   <source>Case code</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sex</source>
   <translation>Igitsina</translation>
  </message>
  <message>
   <source>Age</source>
   <translation>Imyaka</translation>
  </message>
  <message>
   <source>Arrived</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Now</source>
   <translation>Ubu</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::AboutSection</name>
  <message>
   <source>Indaro %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Free software under the GNU General Public License, version 3 or later. It comes without any warranty.

Indaro protects what it stores against theft of the computer. It cannot protect against a program that spies on an open session, a camera over the shoulder, or somebody who is forced to unlock it.

The icons are from KDE Breeze (LGPL 3).</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::AccountStep</name>
  <message>
   <source>Choose a name for the account.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Your account</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Every colleague gets an account of their own later, in the settings. The passphrase cannot be looked up by anybody; if it is forgotten, only the recovery cards help.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name of the account</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It is readable before signing in: initials or a nickname will do, no full name.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::ActionPanel</name>
  <message>
   <source>Not now</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::AdmitPage</name>
  <message>
   <source>Empty the page</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Everything typed here is lost. No file has been opened for this person yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Admit a person</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing here is required. What you type is kept at once; the file is opened when you press “Admit”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Arrival</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The person</source>
   <translation>Umuntu</translation>
  </message>
  <message>
   <source>Where she or he comes from, and contact</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Children who come along: each gets a file of their own</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add a child</source>
   <translation>Ongerako umwana</translation>
  </message>
  <message>
   <source>Admit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Admit (Ctrl+Enter)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Look at that file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Child %1</source>
   <translation>Umwana %1</translation>
  </message>
  <message>
   <source>Take this child away</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Possible earlier stay: file %1, %2. Look at it before you open a second file for the same person.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Admitted: file %1, register number %2</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::BackupSection</name>
  <message>
   <source>Folder or USB stick for the backup</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Backup to check</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Indaro backups (*.bak)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Writing the backup, then reading it back…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The backup is written and was read back without a fault: %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Opening and checking the backup…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The backup of %1 is whole and can be restored.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Last backup written and proven on this computer: %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No backup has been made on this computer yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Backup</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A backup is one encrypted file. Every account's passphrase of that day, or two recovery cards, open it. Make one every day, and once a week on a USB stick kept elsewhere. To restore one, lock, then choose “Restore a backup” on the sign-in page.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Back up now…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check a backup…</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::BlankScreen</name>
  <message numerus="yes">
   <source>Not this code. %n more tries before the program locks.</source>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message>
   <source>Code of this sitting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pause</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::CaseFilePage</name>
  <message>
   <source>File %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>File</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>in the house</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>not in the house</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <source>%n urgent alert(s) from an interview: act on them now.</source>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message>
   <source>Nobody of this family has a file here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>signed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>not finished: continue</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No interview yet. Begin one with Ctrl+I when the person is rested and safe.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No referral yet. Write one with Ctrl+R: it is printed here and travels with the person.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No note yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Interview</source>
   <translation>Ikiganiro</translation>
  </message>
  <message>
   <source>Referral</source>
   <translation>Ukurungika umuntu ahandi</translation>
  </message>
  <message>
   <source>Leaves the house</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Comes back</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add a note</source>
   <translation>Ongerako insiguro</translation>
  </message>
  <message>
   <source>Identity</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Origin and contact</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stay</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Health, the necessary minimum</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Family</source>
   <translation>Umuryango</translation>
  </message>
  <message>
   <source>Interviews</source>
   <translation>Ibiganiro</translation>
  </message>
  <message>
   <source>Referrals</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Notes</source>
   <translation>Insiguro</translation>
  </message>
  <message>
   <source>Leaving the house</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Record the exit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Coming back: a new stay in the same file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Record the return</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A note in this file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep the note</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::DisplaySection</name>
  <message>
   <source>Language and display</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kirundi that no native speaker has reviewed is marked ° and shown together with the French.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Language of the screens</source>
   <translation>Ururimi</translation>
  </message>
  <message>
   <source>Colours</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Light</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dark</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::FirstRunPage</name>
  <message>
   <source>First steps</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Making the keys and the encrypted file…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading and checking the backup…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Step %1 of %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Back</source>
   <translation>Subira inyuma</translation>
  </message>
  <message>
   <source>Create the vault</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Restore</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next</source>
   <translation>Ibikurikira</translation>
  </message>
  <message>
   <source>Back to signing in</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::FolderStep</name>
  <message>
   <source>Folder of the vault</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Write the whole path of a folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where to keep the vault</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The vault is one folder with encrypted files. Leave the proposal unless you have a reason. A USB stick is no good place for it; backups go there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose…</source>
   <translation>Hitamwo…</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::FormFieldEdit</name>
  <message>
   <source>Share</source>
   <translation>Gusangiza</translation>
  </message>
  <message>
   <source>Print this line on the form that leaves the house</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Share: %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::HistoryPanel</name>
  <message>
   <source>deleted</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>first entry: %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>History</source>
   <translation>Kahise</translation>
  </message>
  <message>
   <source>Of the whole file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>When</source>
   <translation>Ryari</translation>
  </message>
  <message>
   <source>Who, on which laptop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What</source>
   <translation>Iki</translation>
  </message>
  <message>
   <source>Became</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>History: %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>an account without a name</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::HomePage</name>
  <message>
   <source>Home</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <source>In the house tonight: %n person(s)</source>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message>
   <source>no name yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>since %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>under 18</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nobody is registered in the house. Somebody who arrives is admitted under “People”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Interviews to finish</source>
   <translation>Ibiganiro bitararangira</translation>
  </message>
  <message>
   <source>No interview is waiting.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Referrals without an answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>late: expected %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>expected %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Every printed referral has its answer.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::HouseStep</name>
  <message>
   <source>Write how the house is called on its forms.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Write a number partners can call back: it is printed in place of the address.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Your house</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This is kept inside the vault only.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name on the forms</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A neutral name protects the people who carry the paper.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Call-back telephone</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Address (may stay empty)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Never printed, unless you switch it on for one receiver.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::IntakePage</name>
  <message>
   <source>Danger to life. Tell the person in charge now; safety comes before the interview.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Thoughts of suicide. Do not leave her alone; call the nurse or psychologist now.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Those who exploited her may be near. Tell the person in charge of safety now.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A child without an adult who answers for her or him. Call the child protection service.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An answer asks for action at once. See the urgent task in the file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Interview</source>
   <translation>Ikiganiro</translation>
  </message>
  <message>
   <source>The form of this interview is not part of this program. Its answers are safe in the file.</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <source>This interview was begun with another version of the form. %n answers have no question here; they are kept.</source>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message>
   <source>This sitting was cut off. You are back where it stood at %1; nothing that was saved is lost.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Code for pauses …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open a form</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Forms (*.xlsx)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop the sitting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Why does this sitting end? Every answer so far is kept.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go on</source>
   <translation>Bandanya</translation>
  </message>
  <message>
   <source>Enough for today</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>She is tired or upset</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>She asked to stop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Something else came up</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The sitting is closed. You can go on with the interview at any time.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sign the interview</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A signed interview is not changed any more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Answers of questions that are hidden now are dropped. A correction is made in a new interview.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sign</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The interview is signed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>signed %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>sitting since %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kirundi large</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show Kirundi as the large line (F8)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>My notes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What you see and think, apart from her words (F7)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pause</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hide the questions (F9 or F12)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Review</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Interviewer's view, kept apart from her words</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::InterviewsPage</name>
  <message>
   <source>Interviews</source>
   <translation>Ibiganiro</translation>
  </message>
  <message>
   <source>Case code</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Called</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Form</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Begun</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sittings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No interview is open</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Interviews that were begun and not yet signed stand here. A new one begins in the file of the person.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a person</source>
   <translation>Hitamwo umuntu</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::KitSection</name>
  <message>
   <source>Make new recovery cards?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>From that moment the present cards open nothing any more, except backups made before.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep the present cards</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Make new cards</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The new cards are valid. Destroy the former ones.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Recovery cards</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kit in force: %1. Make new cards when a holder leaves, when a card is lost, or when two cards have been together in the wrong hands.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Make new recovery cards…</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::LanguageStep</name>
  <message>
   <source>Welcome to Indaro</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose the language of the screens. It can be changed at any time.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What would you like to do?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Set up this computer for the first time</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Restore a backup on this computer</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::MachineStep</name>
  <message>
   <source>How well does this computer protect you?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Indaro encrypts everything it writes. Two things it cannot do for this computer:</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Whether the disk is encrypted could not be checked.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The disk of this computer is not encrypted. Indaro's own file is, but papers you save as PDF and other programs' files can be read by a thief. Ask whoever installs your computers for full disk encryption.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The disk is encrypted.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Whether memory is written to the disk could not be checked.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This computer writes parts of its memory to the disk without encryption (swap). Names you have just read could be found there later. Have the swap area encrypted or switched off.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Memory is never written to the disk in the clear.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>I have read this and shall have it seen to</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::NewPassphrase</name>
  <message>
   <source>Write these words down, learn them, then destroy the paper. Now type them below.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>At least four words, or twelve characters.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Strong enough.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not strong enough yet: go on typing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The two are not the same. Type the passphrase once more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New passphrase</source>
   <translation>Akajambo banga gashasha</translation>
  </message>
  <message>
   <source>The same passphrase again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Suggest words</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::PeoplePage</name>
  <message>
   <source>People</source>
   <translation>Abantu</translation>
  </message>
  <message>
   <source>Admit a person</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Search by name, code, register number or note</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In the house now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Under 18</source>
   <translation>Musi y’imyaka 18</translation>
  </message>
  <message>
   <source>In a family unit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Last changed first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>By name</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <source>%n person(s)</source>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message>
   <source>Reading the register…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nobody matches. Try fewer letters or another spelling, or take the filters away.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The register is empty. Press “Admit a person” (Ctrl+N) when somebody arrives: it takes about three minutes, and everything that is not known can stay open.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::PlaceEdit</name>
  <message>
   <source>Find a place in Burundi</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Type a colline, a commune or a province</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::RecordSection</name>
  <message>
   <source>History of this field</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::RecoveryKitPanel</name>
  <message>
   <source>Card %1 · kit %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Type two of the cards back</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Three recovery cards</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This proves that the papers can be read. Take any two of the three and type their digits.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>If every passphrase is forgotten, any two of these cards open the vault; one card alone opens nothing. Print the cards or copy each onto its own paper now, seal each in an envelope, and give them to three different holders: the director, the legal representative, and another trusted organisation – not the state. Never photograph them and never keep two together.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check the cards</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The three cards are written</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show the cards again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Print the three cards…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save as PDF…</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::ReferralPage</name>
  <message>
   <source>Referral %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Referral</source>
   <translation>Ukurungika umuntu ahandi</translation>
  </message>
  <message>
   <source>Record what happened next…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Print</source>
   <translation>Sohora ku rupapuro</translation>
  </message>
  <message>
   <source>Save as PDF</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>By default only the case code is printed. Switch on “Share” line by line, only what the person agreed to. Before printing, write down the consent in section 8, or the lawful ground and who approved it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Print the address of the house for this receiver</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::ReferralsPage</name>
  <message>
   <source>Emergency: 24 hours</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Urgent: 72 hours</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Normal: 2 weeks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save as PDF</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A PDF can be read by anyone who finds it. If there is a printer, printing is safer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Indaro keeps no copy of the PDF. Delete it when it has been printed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation>Heba</translation>
  </message>
  <message>
   <source>Choose where to save</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Referrals</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Blank form</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No referral yet. Open a person's file and press “Referral”: the form is filled from the file, printed here in three copies, and travels with the person. No network is needed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Serial number</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Case code</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Receiver</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Priority</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>State</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Written</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::RestoreStep</name>
  <message>
   <source>Backup to restore</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Indaro backups (*.bak)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Backup of %1; recovery kit %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose the backup file, for example on the USB stick.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Type the passphrase this account had on the day of the backup.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Restore a backup</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The restored vault counts as a new computer: it continues with its own numbers, and new recovery cards are made.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Backup file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose…</source>
   <translation>Hitamwo…</translation>
  </message>
  <message>
   <source>I know the passphrase of an account</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>I have two recovery cards</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Account</source>
   <translation>Konte</translation>
  </message>
  <message>
   <source>Passphrase on the day of the backup</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::ReviewPanel</name>
  <message>
   <source>Every answer can stand as it is.</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <source>%n questions to look at</source>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message>
   <source>The register already says what she said.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What differs from the register</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tick what is right. Only ticked lines are written to her file; the old values stay in its history.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Write</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Field</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In the register</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In the interview</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Write the ticked lines</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sign the interview</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Back to the questions</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::SecondPersonPanel</name>
  <message>
   <source>Second person</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Passphrase of the second person</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>I agree</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation>Heba</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::SettingsPage</name>
  <message>
   <source>Settings</source>
   <translation>Amahitamwo</translation>
  </message>
  <message>
   <source>Accounts</source>
   <translation>Konte</translation>
  </message>
  <message>
   <source>Backup</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Recovery cards</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Language and display</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>About</source>
   <translation>Ivyerekeye</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::SignInPage</name>
  <message>
   <source>Sign in</source>
   <translation>Injira</translation>
  </message>
  <message>
   <source>Type the passphrase of this account.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Opening…</source>
   <translation>Biriko birategurwa…</translation>
  </message>
  <message>
   <source>Opening with the cards…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Making new recovery cards…</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <source>Wait %n second(s)</source>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message>
   <source>Account</source>
   <translation>Konte</translation>
  </message>
  <message>
   <source>Passphrase</source>
   <translation>Akajambo banga</translation>
  </message>
  <message>
   <source>Passphrase forgotten: use two recovery cards</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Restore a backup, or create another vault</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sign in with two recovery cards</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Account that gets a new passphrase</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open with the cards</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Back to the passphrase</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::SittingPanel</name>
  <message>
   <source>%1, %2 (signed)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go on: %1, %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Form</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Another form …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Interviewer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Interpreter</source>
   <translation>Umusiguzi</translation>
  </message>
  <message>
   <source>Language spoken</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Large line on screen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Place</source>
   <translation>Ikibanza</translation>
  </message>
  <message>
   <source>Others present, and why</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Code for pauses</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>4 digits or more, for this sitting only. Without it a pause locks the program.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go on with the interview</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Begin the interview</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Before you begin</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>• She has eaten, rested and slept, and feels safe.
• What is medically urgent has been seen to.
• The room is private; nobody can hear or come in.
• She chose the sex of interviewer and interpreter, and agreed to them.
• Nobody present may be linked to those who exploited her.
• You know what help you can offer, and will promise nothing else.
• A child, or somebody who may be one: a trained interviewer and a trusted adult are here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Interviews of this person</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::TwoCards</name>
  <message>
   <source>First card: its 96 digits</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Second card: its 96 digits</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Blanks between the groups may be left out.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::ValueEdit</name>
  <message>
   <source>dd/MM/yyyy, MM/yyyy or yyyy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No reason: leave empty</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Why there is no answer</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::print::PreviewWidget</name>
  <message>
   <source>Print preview</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::shell::MainWindow</name>
  <message>
   <source>Saving…</source>
   <translation>Biriko birabikwa…</translation>
  </message>
  <message>
   <source>Everything is saved</source>
   <translation>Vyose vyabitswe</translation>
  </message>
  <message>
   <source>The last change is NOT saved</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keys that work everywhere</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ctrl+1 … Ctrl+9: the entries of the side bar, from the top
Ctrl+K: search
Ctrl+L: lock
F12: hide the interview, or lock
Alt+Left: back
Ctrl+U in a field: why there is no answer
Tab and Shift+Tab: next and previous field</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close</source>
   <translation>Ugara</translation>
  </message>
  <message>
   <source>%1 (Ctrl+%2)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Back (Alt+Left)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Back</source>
   <translation>Subira inyuma</translation>
  </message>
  <message>
   <source>Keys (F1)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keys</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lock</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lock now (Ctrl+L)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Language</source>
   <translation>Ururimi</translation>
  </message>
  <message>
   <source>Signed in</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::AccountsSection</name>
  <message>
   <source>%1 (you)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 (switched off)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Switch on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Switch off</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a name for the account.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The account can sign in now.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Your passphrase is changed. Backups made before still open with the former one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The account can no longer sign in.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The account is switched on and signs in with its passphrase as before.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Removing needs the passphrase of a second person, and there is no other account. Add one, or switch this account off.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The account “%1” is removed for good and the key of the vault is changed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The account is removed. Older backups still open with its passphrase: replace them soon.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Accounts</source>
   <translation>Konte</translation>
  </message>
  <message>
   <source>Everybody signs in with an account of their own, so that the history says who changed what.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add an account</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Change my passphrase</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name of the account</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It is readable before signing in: initials or a nickname will do, no full name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Present passphrase</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Second person</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Passphrase of the second person</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add the account</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Change the passphrase</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove for good</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation>Heba</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::AdmitPage</name>
  <message>
   <source>Admit a person</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::CaseFilePage</name>
  <message>
   <source>File</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::HomePage</name>
  <message>
   <source>Home</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::IntakePage</name>
  <message>
   <source>Interview</source>
   <translation>Ikiganiro</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::InterviewsPage</name>
  <message>
   <source>Interviews</source>
   <translation>Ibiganiro</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::PeoplePage</name>
  <message>
   <source>People</source>
   <translation>Abantu</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::PlaceEdit</name>
  <message>
   <source>%1 (18 provinces)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 (18 provinces), today: %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 (5 provinces)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 (5 provinces), before: %2</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::ReferralPage</name>
  <message>
   <source>Referral</source>
   <translation>Ukurungika umuntu ahandi</translation>
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::ReferralsPage</name>
  <message>
   <source>Referrals</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>indaro::ui::pages::SettingsPage</name>
  <message>
   <source>Settings</source>
   <translation>Amahitamwo</translation>
  </message>
 </context>
</TS>
