"""The offices and callings that stand before a person's name. A table."""

from bot.core.arabic import matching_key, without_clitics

_OFFICES = frozenset(
    matching_key(
        """
        رئيس رئيسة وزير وزيرة محافظ مدير مديرة قائد قائدة زعيم زعيمة حاكم أمين أمينة سفير سفيرة مندوب مندوبة
        مبعوث مبعوثة
        قاضي قاضية محامي محامية مدرب مدربة حارس لاعب لاعبة مهاجم خبير خبيرة محلل محللة باحث باحثة طبيب طبيبة مهندس
        أستاذ أستاذة ناطق ناطقة متحدث متحدثة نائب نائبة عضو وكيل وكيلة ممثل ممثلة مستشار مستشارة ملك ملكة أمير أميرة
        نقيب نقيبة منسق منسقة عميد مراقب مراقبة مشرف مشرفة
        عمدة والي عامل مفوض مفوضة مدعي مدعية حكم
        كاتب كاتبة مخرج مخرجة شريك شريكة مالك مالكة مؤسس متنبئ متنبئة سيناتور
        برئاسة يرأسه يرأسها ترأسه ترأسها رأسه رأسها ترأس بقيادة يقوده يقودها قادها قاده
        """
    ).split()
)


def office_in(word: str) -> str:
    """The office that a matching key names, without clitics; '' if none."""
    return next((form for form in without_clitics(word) if form in _OFFICES), "")
