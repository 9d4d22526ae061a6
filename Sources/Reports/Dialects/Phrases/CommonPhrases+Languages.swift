extension CommonPhrases {
  static let languages: [Language] = [
    german, french, spanish, italian, portuguese, dutch, russian, ukrainian, japanese, chinese,
    korean,
    polish, czech, nordic, turkish, hungarian, greek, romanian, southSlavic, bulgarian, baltic,
    catalan, hebrew, arabic, thai, vietnamese, indonesian,
  ]

  private static let german = Language(
    failure: [
      "konnte nicht zugestellt werden", "konnten nicht zugestellt werden",
      "nicht zugestellt werden",
      "wurde nicht zugestellt", "konnte nicht übermittelt werden",
      "konnte nicht ausgeliefert werden",
      "konnte nicht gesendet werden", "unzustellbar", "unzustellbare", "nicht zustellbar",
      "zustellung fehlgeschlagen", "zustellung ist fehlgeschlagen", "fehler bei der zustellung",
      "fehler bei der nachrichtenzustellung", "übermittlung fehlgeschlagen",
      "nicht erreicht werden",
      "hat nicht alle", "hat einige oder alle", "hat folgende", "dauerhaft fehlgeschlagen",
      "konnte leider nicht", "konnte an folgende", "folgende Empfänger fehlgeschlagen",
      "folgende Empfänger ist fehlgeschlagen", "Benachrichtigung über den Zustellstatus",
    ],
    reason: [
      "unbekannter empfänger", "empfänger unbekannt", "benutzer unbekannt", "unbekannter benutzer",
      "adresse unbekannt", "existiert nicht", "postfach ist voll", "postfach voll",
      "mailbox ist voll", "mailbox voll", "speicherplatz überschritten", "kontingent überschritten",
      "nicht mehr gültig", "nicht mehr aktiv", "ist deaktiviert", "ist gesperrt",
      "wurde nicht gefunden", "konnte nicht gefunden", "zu groß", "wurde abgelehnt",
      "annahme verweigert", "adresse abgelehnt",
    ],
    delay: [
      "zustellung verzögert", "verzögert sich", "ist verzögert", "wurde verzögert",
      "wird weiterhin versucht", "wird weiter versucht", "weiterhin versuchen",
      "noch nicht zugestellt",
      "zustellversuche werden",
    ],
    final: ["permanenter fehler", "permanenten fehler", "dauerhafter fehler", "endgültig"],
    delivered: ["erfolgreich zugestellt"],
    contact: ["wenden sie sich", "kontaktieren sie", "setzen sie sich"],
    absence: [
      "abwesend", "abwesenheitsnotiz", "abwesenheit", "im urlaub", "automatische antwort",
      "nicht im büro",
      "nicht im hause", "vielen dank für ihre",
    ])

  private static let french = Language(
    failure: [
      "n'a pas pu être remis", "n'a pas pu être délivré", "n'a pas pu être distribué",
      "n'a pas pu être envoyé", "n'a pas pu être acheminé", "n'a pu être", "n'ont pas pu être",
      "n'a pas été remis", "n'a pas été délivré", "n'a pas été distribué", "ne peut être délivré",
      "ne peut pas être remis", "ne peut pas être délivré", "échec de la remise", "échec de remise",
      "échec de la distribution", "échec de distribution", "échec de l'envoi", "échec de livraison",
      "échec définitif", "échec permanent", "non remis", "non distribué", "non distribuable",
      "non délivré", "impossible de remettre", "impossible de délivrer", "impossible de distribuer",
      "retourné à l'expéditeur", "erreur de remise",
    ],
    reason: [
      "utilisateur inconnu", "destinataire inconnu", "adresse inconnue", "adresse introuvable",
      "adresse invalide", "n'existe pas", "n'existe plus", "boîte aux lettres pleine",
      "boite aux lettres pleine", "boîte pleine", "quota dépassé", "quota atteint",
      "est introuvable",
      "mail rejeté", "mail rejete", "compte désactivé", "est pleine", "a été rejeté",
    ],
    delay: [
      "a été retardé", "a été retardée", "est retardée", "est retardé", "remise retardée",
      "n'a pas encore été", "remise différée", "tentatives de remise",
    ],
    final: ["erreur permanente", "échec définitif", "échec permanent"],
    delivered: ["remis avec succès", "délivré avec succès", "a été remis aux"],
    contact: ["veuillez contacter", "contactez"],
    absence: [
      "absent du bureau", "réponse automatique", "je suis absent", "je suis absente",
      "suis en congé", "suis en congés", "suis en vacances", "merci pour votre message",
    ])

  private static let spanish = Language(
    failure: [
      "no se pudo entregar", "no se ha podido entregar", "no pudo ser entregado",
      "no pudo entregarse", "no ha podido ser entregado", "no se entregó", "no fue entregado",
      "no se puede entregar", "no ha sido entregado", "no entregado", "no se ha entregado",
      "error de entrega", "error en la entrega", "error al entregar",
      "error permanente al entregar",
      "no llegó a", "no ha llegado a", "no se pudo enviar", "imposible entregar",
      "devuelto al remitente", "no se pudo alcanzar", "fallo en la entrega", "fallo de entrega",
      "no entregable", "mensaje no entregado",
    ],
    reason: [
      "usuario desconocido", "destinatario desconocido", "dirección desconocida", "no existe",
      "buzón lleno", "buzón está lleno", "casilla llena", "cuota excedida", "no se encontró",
      "no encontrado", "dirección incorrecta", "cuenta deshabilitada", "cuenta suspendida",
    ],
    delay: [
      "se ha retrasado", "entrega retrasada", "se retrasó", "aún no se ha entregado",
      "todavía no se ha", "seguirá intentando", "se volverá a intentar",
    ],
    final: ["error permanente", "permanentemente"],
    delivered: ["entregado correctamente", "se entregó correctamente"],
    contact: ["póngase en contacto", "contacte con", "comuníquese con"],
    absence: [
      "fuera de la oficina", "respuesta automática", "estoy de vacaciones", "estaré ausente",
      "gracias por su mensaje",
    ])

  private static let italian = Language(
    failure: [
      "non è stato possibile recapitare", "non è stato possibile consegnare",
      "non può essere recapitato", "non è stato recapitato", "non può essere consegnato",
      "non è stato consegnato", "impossibile recapitare", "impossibile consegnare",
      "impossibile inviare", "impossibile raggiungere", "mancata consegna", "mancato recapito",
      "recapito non riuscito", "destinatari non riuscito", "consegna non riuscita",
      "consegna fallita", "recapito fallito",
      "errore di consegna", "non recapitabile", "non consegnabile", "non recapitato",
    ],
    reason: [
      "utente sconosciuto", "destinatario sconosciuto", "indirizzo sconosciuto", "non esiste",
      "casella piena", "casella di posta piena", "casella è piena", "quota superata",
      "indirizzo inesistente", "utente inesistente", "indirizzo non trovato", "non trovato",
      "casella disattivata",
    ],
    delay: [
      "è in ritardo", "consegna ritardata", "recapito ritardato", "ritardo nella consegna",
      "non è stato ancora", "non è ancora stato",
    ],
    final: ["errore permanente"],
    delivered: ["recapitato correttamente", "consegnato correttamente"],
    contact: ["contattare", "contatta"],
    absence: ["risposta automatica", "fuori ufficio", "sono in ferie", "sono assente"])

  private static let portuguese = Language(
    failure: [
      "não pôde ser entregue", "não puderam ser entregues", "não foi entregue",
      "não foram entregues",
      "não foi possível entregar", "não pode ser entregue", "falha na entrega", "falha de entrega",
      "falha ao entregar", "erro na entrega", "erro de entrega", "não entregue",
      "devolvida ao remetente", "não foi possível enviar", "a entrega falhou", "não chegou a",
      "não foi possível contactar", "impossível entregar", "não pôde ser enviada",
    ],
    reason: [
      "usuário desconhecido", "utilizador desconhecido", "destinatário desconhecido", "não existe",
      "caixa postal cheia", "caixa de correio cheia", "caixa de entrada cheia", "cota excedida",
      "quota excedida", "não encontrado", "não foi encontrado", "endereço inválido",
      "conta desativada", "está cheia",
    ],
    delay: [
      "foi adiada", "está atrasada", "foi atrasada", "entrega atrasada", "ainda não foi entregue",
      "continuará tentando",
    ],
    final: ["erro permanente", "falha permanente"],
    delivered: ["entregue com sucesso"],
    contact: ["entre em contato", "contacte", "entre em contacto"],
    absence: [
      "resposta automática", "fora do escritório", "estou de férias", "ausente do escritório",
    ])

  private static let dutch = Language(
    failure: [
      "kon niet worden bezorgd", "kon niet worden afgeleverd", "kan niet worden bezorgd",
      "kan niet worden afgeleverd", "niet worden afgeleverd", "niet worden bezorgd", "niet bezorgd",
      "niet afgeleverd", "bezorging mislukt", "aflevering mislukt", "bezorging is mislukt",
      "onbestelbaar", "niet bezorgd worden", "geadresseerden is mislukt", "niet bereikt",
      "niet worden bereikt",
    ],
    reason: [
      "onbekende gebruiker", "gebruiker onbekend", "onbekende ontvanger", "bestaat niet",
      "mailbox is vol", "postvak is vol", "postvak vol", "niet gevonden", "adres onbekend",
    ],
    delay: ["is vertraagd", "bezorging vertraagd", "nog niet bezorgd", "nog niet afgeleverd"],
    final: ["permanente fout"],
    delivered: ["is bezorgd bij"],
    contact: ["neem contact op"],
    absence: ["afwezig", "automatisch antwoord", "niet op kantoor", "met vakantie"])

  private static let russian = Language(
    failure: [
      "не может быть доставлено", "не было доставлено", "не доставлено", "не удалось доставить",
      "не может быть отправлено", "не было отправлено", "недоставленное сообщение",
      "доставка невозможна", "ошибка доставки", "ошибка при доставке", "невозможно доставить",
      "не доставлен", "сбой доставки", "не удалось отправить", "письмо не доставлено",
    ],
    reason: [
      "пользователь не найден", "пользователь неизвестен", "неизвестный пользователь",
      "не существует", "ящик переполнен", "почтовый ящик переполнен", "получатель не найден",
      "адрес не найден", "нет такого пользователя", "превышена квота", "ящик заблокирован",
      "неверный адрес",
    ],
    delay: [
      "доставка задерживается", "задерживается", "попытки доставки будут", "еще не доставлено",
      "ещё не доставлено", "доставка отложена", "повторные попытки",
    ],
    final: ["постоянная ошибка", "неустранимая ошибка"],
    delivered: ["успешно доставлено"],
    contact: ["обратитесь", "свяжитесь"],
    absence: ["автоответ", "автоматический ответ", "нахожусь в отпуске", "в отпуске"])

  private static let ukrainian = Language(
    failure: [
      "не вдалося доставити", "не було доставлено", "помилка доставки", "не може бути доставлений",
    ],
    reason: ["користувача не знайдено", "не існує", "скринька переповнена"],
    delay: ["доставка затримується"])

  private static let japanese = Language(
    failure: [
      "配信できませんでした", "配信されませんでした", "配信できません", "配達できませんでした",
      "配達されませんでした", "送信できませんでした", "送信に失敗", "配信に失敗", "配送に失敗",
      "届きませんでした", "届けることができませんでした", "お届けできませんでした",
      "配送できませんでした", "到達できませんでした", "永続的に失敗", "送信エラー",
      "返送されました", "配信不能", "配送不能", "送れませんでした", "配信エラー",
    ],
    reason: [
      "宛先不明", "存在しません", "見つかりません", "いっぱいです", "容量を超え", "容量オーバー",
      "容量がいっぱい", "リストにありません", "見つからない", "受信拒否", "拒否されました",
      "利用停止", "登録されていません",
    ],
    delay: [
      "遅延して", "配信が遅れ", "再送を試み", "再試行します", "再送信の必要はありません",
      "配信を続け", "配送を続け", "配信遅延",
    ],
    final: ["永続的なエラー", "恒久的なエラー", "永続的に失敗"],
    delivered: ["配信されました", "正常に配信"],
    contact: ["ご連絡ください", "お問い合わせ", "連絡してください"],
    absence: ["自動応答", "不在", "休暇", "自動返信"])

  private static let chinese = Language(
    failure: [
      "无法发送到", "无法送达", "无法投递", "投递失败", "退信", "发送失败", "未能送达", "无法传递",
      "无法传送", "没有送达", "传递失败", "递送失败", "無法傳送", "無法投遞", "寄送失敗", "傳遞失敗",
      "無法送達", "無法傳遞", "傳送失敗", "退回", "未送达", "未能传递",
    ],
    reason: [
      "用户不存在", "不存在", "邮箱已满", "邮箱空间不足", "找不到", "信箱已滿", "查無此", "已满",
      "拒收", "被拒绝", "不正确", "超过配额",
    ],
    delay: ["延迟投递", "仍在尝试", "继续尝试", "继续投递", "延遲", "投递延迟"],
    final: ["永久性的错误", "永久性错误", "永久失败", "放弃了继续投递", "放弃继续投递"],
    delivered: ["投递成功", "成功送达"],
    contact: ["联系", "聯絡"],
    absence: ["自动回复", "自動回覆", "不在办公室", "休假"])

  private static let korean = Language(
    failure: [
      "전달되지 못했습니다", "전송하지 못했습니다", "배달하지 못했습니다", "전달하지 못했습니다",
      "전달할 수 없습니다", "전송할 수 없습니다", "전송 실패", "배달 실패", "전달 실패", "반송",
      "발송 실패", "배달되지 않았습니다", "전송되지 못했습니다", "전달되지 않았습니다",
    ],
    reason: ["존재하지 않", "찾을 수 없", "용량이 초과", "용량 초과", "알 수 없는 사용자"],
    delay: ["지연되고", "지연되었습니다"],
    absence: ["자동 응답", "부재중", "자동응답"])

  private static let polish = Language(
    failure: [
      "nie mogła zostać dostarczona", "nie mogła być dostarczona", "nie została dostarczona",
      "nie dostarczono", "nie można dostarczyć", "nie można było dostarczyć", "niedostarczona",
      "nie udało się dostarczyć", "błąd dostarczenia", "dostarczenie nie powiodło się",
      "nie może zostać dostarczona", "nie powiodło się",
    ],
    reason: [
      "nieznany użytkownik", "użytkownik nieznany", "nieznany adresat", "nie istnieje",
      "skrzynka pełna", "skrzynka jest pełna", "odbiorcy jest pełna", "nie znaleziono",
      "przekroczony limit",
    ],
    delay: ["opóźnione", "opóźniona", "nie została jeszcze"],
    final: ["błąd trwały", "trwały błąd"],
    absence: ["nieobecny", "odpowiedź automatyczna", "na urlopie"])

  private static let czech = Language(
    failure: [
      "nemohla být doručena", "nelze doručit", "nebyla doručena", "nebylo možné doručit",
      "doručení se nezdařilo", "příjemcům se nezdařilo", "nedoručitelná", "nepodařilo se doručit",
      "doručenie zlyhalo",
      "nebolo možné doručiť",
    ],
    reason: ["neexistuje", "schránka je plná", "neznámý uživatel", "nebyl nalezen"],
    delay: ["doručení zpožděno", "doručení se zpozdilo"],
    absence: ["mimo kancelář", "automatická odpověď"])

  private static let nordic = Language(
    failure: [
      "kunde inte levereras", "kunde inte skickas", "kunde inte nås", "gick inte att leverera",
      "inte levererats", "leverans misslyckades", "leveransen misslyckades",
      "det gick inte att leverera",
      "kunne ikke leveres", "kunne ikke afleveres", "kunne ikke sendes", "ikke leveret",
      "levering mislykkedes", "leveringen mislykkedes", "levering mislyktes",
      "leveringen mislyktes",
      "kunne ikke nås", "ikke levert", "modtagere mislykkedes", "mottakere mislyktes",
      "vastaanottajille epäonnistui", "ei voitu toimittaa", "toimitus epäonnistui",
      "ei toimitettu", "toimittaminen epäonnistui", "ei voi toimittaa",
    ],
    reason: [
      "finns inte", "hittades inte", "okänd användare", "okänd mottagare", "brevlådan är full",
      "findes ikke", "ukendt bruger", "blev ikke fundet", "postkassen er fuld", "finnes ikke",
      "ukjent bruker", "ble ikke funnet", "postboksen er full", "ei löydy", "ei ole olemassa",
      "tuntematon käyttäjä", "postilaatikko on täynnä",
    ],
    delay: ["är försenat", "är försenad", "er forsinket", "är fördröjt", "on viivästynyt"],
    contact: ["kontakta", "kontakt din", "ota yhteyttä"],
    absence: [
      "autosvar", "frånvarande", "fraværende", "automaattinen vastaus", "på semester", "på ferie",
    ])

  private static let turkish = Language(
    failure: [
      "teslim edilemedi", "teslim başarısız", "iletilemedi", "teslimat başarısız", "gönderilemedi",
      "ulaştırılamadı",
    ],
    reason: ["bulunamadı", "kutusu dolu", "bilinmeyen kullanıcı", "geçersiz adres"],
    delay: ["teslimat gecikti", "gecikmiştir"],
    absence: ["ofis dışında", "otomatik yanıt"])

  private static let hungarian = Language(
    failure: [
      "nem kézbesíthető", "nem sikerült kézbesíteni", "kézbesítése sikertelen",
      "kézbesítés sikertelen", "nem lehetett kézbesíteni", "kézbesíthetetlen",
    ],
    reason: ["nem létezik", "ismeretlen felhasználó", "ismeretlen címzett", "megtelt"],
    delay: ["kézbesítése késik"],
    absence: ["házon kívül", "automatikus válasz"])

  private static let greek = Language(
    failure: [
      "δεν ήταν δυνατή η παράδοση", "αποτυχία παράδοσης", "δεν παραδόθηκε",
      "δεν μπόρεσε να παραδοθεί", "παραλήπτες απέτυχε", "παράδοση απέτυχε",
    ],
    reason: ["δεν υπάρχει", "δεν βρέθηκε", "άγνωστος χρήστης"],
    delay: ["η παράδοση καθυστερεί"],
    absence: ["εκτός γραφείου", "αυτόματη απάντηση"])

  private static let romanian = Language(
    failure: [
      "nu a putut fi livrat", "nu a putut fi trimis", "nu a fost livrat", "livrarea a eșuat",
      "nu s-a putut livra",
    ],
    reason: [
      "nu există", "utilizator necunoscut", "destinatar necunoscut", "cutia poștală este plină",
    ],
    delay: ["a fost întârziat", "a fost întârziată"],
    absence: ["răspuns automat", "sunt în concediu"])

  private static let southSlavic = Language(
    failure: [
      "nije isporučena", "nije moguće isporučiti", "isporuka nije uspjela", "isporuka nije uspela",
      "ni bilo mogoče dostaviti", "dostava ni uspela", "ni bila dostavljena", "nije dostavljena",
    ],
    reason: ["ne postoji", "ne obstaja", "nepoznat korisnik", "neznan uporabnik"],
    absence: ["samodejni odgovor", "automatski odgovor"])

  private static let bulgarian = Language(
    failure: [
      "не може да бъде доставено", "не беше доставено", "не може да бъде доставен",
      "неуспешна доставка",
    ],
    reason: ["не съществува", "непознат потребител"])

  private static let baltic = Language(
    failure: [
      "nepavyko pristatyti", "nebuvo pristatytas", "neizdevās piegādāt", "nav piegādāts",
      "ei õnnestunud kohale toimetada", "kohaletoimetamine nurjus", "ei saanud kohale toimetada",
    ],
    reason: ["neegzistuoja", "neeksistē", "ei eksisteeri"])

  private static let catalan = Language(
    failure: ["no s'ha pogut lliurar", "no s'ha pogut entregar", "no ha pogut ser lliurat"],
    reason: ["no existeix", "usuari desconegut"])

  private static let hebrew = Language(
    failure: ["לא ניתן היה למסור", "לא ניתן למסור", "המסירה נכשלה", "הבאים נכשלה", "לא נמסרה"],
    reason: ["לא קיים", "לא קיימת", "לא נמצא", "לא נמצאה"],
    absence: ["מענה אוטומטי", "מחוץ למשרד"])

  private static let arabic = Language(
    failure: ["تعذر تسليم", "فشل تسليم", "لم يتم تسليم", "لا يمكن تسليم"],
    reason: ["غير موجود", "غير معروف"],
    absence: ["رد تلقائي", "خارج المكتب"])

  private static let thai = Language(
    failure: ["ไม่สามารถส่ง", "ส่งไม่สำเร็จ", "การส่งล้มเหลว", "ไม่สามารถนำส่ง"],
    reason: ["ไม่มีอยู่", "ไม่พบ", "ไม่รู้จัก"],
    absence: ["ตอบกลับอัตโนมัติ"])

  private static let vietnamese = Language(
    failure: ["không thể gửi", "không gửi được", "gửi không thành công", "không được gửi"],
    reason: ["không tồn tại", "không tìm thấy"],
    absence: ["trả lời tự động"])

  private static let indonesian = Language(
    failure: [
      "tidak dapat dikirim", "gagal dikirim", "gagal terkirim", "tidak terkirim",
      "pengiriman gagal", "tidak dapat dihantar",
    ],
    reason: ["tidak ditemukan", "tidak dikenal", "tidak wujud"],
    absence: ["balasan otomatis"])
}
